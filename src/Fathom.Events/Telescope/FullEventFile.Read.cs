using Fathom.Root;

namespace Fathom.Events.Telescope;

/// <content>Reading.</content>
public static partial class FullEventFile
{
    /// <summary>Reads the event of a file.</summary>
    /// <exception cref="TelescopeFileException">The file is not a full event file.</exception>
    public static FullEvent Read(string path)
    {
        try
        {
            using var file = RootFileReader.Open(path);
            var header = StreamReader.Open(file, path, StreamNames.Event);
            var hits = ReadHits(StreamReader.Open(file, path, StreamNames.Hits));
            var hitFit = StreamReader.Open(file, path, StreamNames.HitFit);
            var published = StreamReader.Open(file, path, StreamNames.PublishedTrack);
            return new FullEvent(
                new TelescopeEvent(
                    header.Text("name"),
                    header.Scalar<double>("unixSeconds"),
                    hits,
                    published.Entries > 0 ? ReadTrack(published) : null),
                header.Text("telescope"),
                header.Text("sample"),
                ReadStatus(StreamReader.Open(file, path, StreamNames.Status)),
                ReadTrackFit(StreamReader.Open(file, path, StreamNames.TrackFit)),
                hitFit.Vector<double>("residual", hits.Count),
                Array.ConvertAll(hitFit.Vector<byte>("flags", hits.Count), flags => (HitFlags)flags));
        }
        catch (RootFormatException broken)
        {
            throw new TelescopeFileException(
                "TelescopeFileBroken", path, $"byte {broken.Offset}", $"expected {broken.Expected}, found {broken.Found}", broken);
        }
    }

    private static TelescopeHits ReadHits(StreamReader stream)
    {
        var domId = stream.Vector<int>("domId");
        var hits = new TelescopeHits(domId.Length);
        domId.CopyTo(hits.DomId, 0);
        stream.Vector<byte>("channel", hits.Count).CopyTo(hits.Channel, 0);
        stream.Vector<byte>("floor", hits.Count).CopyTo(hits.Floor, 0);
        stream.Vector<ushort>("detectionUnit", hits.Count).CopyTo(hits.DetectionUnit, 0);
        stream.Vector<uint>("tdc", hits.Count).CopyTo(hits.Tdc, 0);
        stream.Vector<double>("time", hits.Count).CopyTo(hits.Time, 0);
        stream.Vector<byte>("timeOverThreshold", hits.Count).CopyTo(hits.TimeOverThreshold, 0);
        stream.Vector<double>("x", hits.Count).CopyTo(hits.X, 0);
        stream.Vector<double>("y", hits.Count).CopyTo(hits.Y, 0);
        stream.Vector<double>("z", hits.Count).CopyTo(hits.Z, 0);
        stream.Vector<double>("directionX", hits.Count).CopyTo(hits.DirectionX, 0);
        stream.Vector<double>("directionY", hits.Count).CopyTo(hits.DirectionY, 0);
        stream.Vector<double>("directionZ", hits.Count).CopyTo(hits.DirectionZ, 0);
        stream.Vector<bool>("triggered", hits.Count).CopyTo(hits.Triggered, 0);
        return hits;
    }

    private static TelescopeDetectorStatus ReadStatus(StreamReader stream) => new(
        stream.Scalar<int>("detectionUnits"),
        stream.Scalar<int>("modules"),
        stream.Scalar<int>("channels"),
        stream.Scalar<int>("hits"),
        stream.Scalar<int>("triggeredHits"),
        stream.Scalar<double>("firstTime"),
        stream.Scalar<double>("lastTime"));

    private static TrackFit ReadTrackFit(StreamReader stream) => new(
        (TrackFitStatus)stream.Scalar<byte>("status"),
        ReadTrack(stream),
        stream.Scalar<int>("hitsUsed"),
        stream.Scalar<int>("modulesUsed"),
        stream.Scalar<double>("earlyScaleNs"),
        stream.Scalar<double>("lateScaleNs"),
        stream.Scalar<double>("negLogLikelihood"),
        stream.Scalar<double>("angularErrorDegrees"),
        stream.Vector<double>("covariance", 25));

    private static MuonTrack ReadTrack(StreamReader stream) => new(
        stream.Scalar<double>("x"),
        stream.Scalar<double>("y"),
        stream.Scalar<double>("z"),
        stream.Scalar<double>("directionX"),
        stream.Scalar<double>("directionY"),
        stream.Scalar<double>("directionZ"),
        stream.Scalar<double>("time"));
}
