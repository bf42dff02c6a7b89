using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Telescope;

/// <content>Writing.</content>
public static partial class FullEventFile
{
    /// <summary>Writes an event to a new file.</summary>
    public static void Write(string path, FullEvent full)
    {
        ArgumentNullException.ThrowIfNull(full);
        var options = new RootWriteOptions { Date = EventDate.Of(full.Event.UnixSeconds), Title = full.Event.Name };
        using var file = RootFileWriter.Create(path, options);
        WriteNavigator(file, full);
        WriteEvent(file, full);
        WriteHits(file, full.Event.Hits);
        WriteHitFit(file, full);
        WriteStatus(file, full.Status);
        WriteTrackFit(file, full.Fit);
        WritePublishedTrack(file, full.Event.PublishedTrack);
        file.Complete();
    }

    private static void WriteNavigator(RootFileWriter file, FullEvent full)
    {
        var model = new NTupleModel(StreamNames.Navigator, "entry of each stream that belongs to the event; -1: none");
        foreach (var stream in new[] { StreamNames.Event, StreamNames.Hits, StreamNames.HitFit, StreamNames.Status, StreamNames.TrackFit })
        {
            model.AddScalar<long>(stream).Value = 0;
        }

        model.AddScalar<long>(StreamNames.PublishedTrack).Value = full.Event.PublishedTrack is null ? -1 : 0;
        file.AddNTuple(model).Fill();
    }

    private static void WriteEvent(RootFileWriter file, FullEvent full)
    {
        var model = new NTupleModel(StreamNames.Event);
        model.AddString("name").Value = full.Event.Name;
        model.AddScalar<double>("unixSeconds", "UTC, POSIX count [s]").Value = full.Event.UnixSeconds;
        model.AddString("telescope", "telescope description").Value = full.Telescope;
        model.AddString("sample", "hits given to the fit: triggered or all").Value = full.Sample;
        file.AddNTuple(model).Fill();
    }

    private static void WriteHits(RootFileWriter file, TelescopeHits hits)
    {
        var model = new NTupleModel(StreamNames.Hits, "one entry an event, one element a hit");
        model.AddVector<int>("domId").Set(hits.DomId);
        model.AddVector<byte>("channel").Set(hits.Channel);
        model.AddVector<byte>("floor").Set(hits.Floor);
        model.AddVector<ushort>("detectionUnit").Set(hits.DetectionUnit);
        model.AddVector<uint>("tdc", "raw time [ns]").Set(hits.Tdc);
        model.AddVector<double>("time", "calibrated time [ns]").Set(hits.Time);
        model.AddVector<byte>("timeOverThreshold", "[ns]").Set(hits.TimeOverThreshold);
        model.AddVector<double>("x", "[m]").Set(hits.X);
        model.AddVector<double>("y", "[m]").Set(hits.Y);
        model.AddVector<double>("z", "[m]").Set(hits.Z);
        model.AddVector<double>("directionX").Set(hits.DirectionX);
        model.AddVector<double>("directionY").Set(hits.DirectionY);
        model.AddVector<double>("directionZ").Set(hits.DirectionZ);
        model.AddVector<bool>("triggered").Set(hits.Triggered);
        file.AddNTuple(model).Fill();
    }

    private static void WriteHitFit(RootFileWriter file, FullEvent full)
    {
        var model = new NTupleModel(StreamNames.HitFit, "same elements as " + StreamNames.Hits);
        model.AddVector<double>("residual", "arrival minus expected arrival [ns]; NaN without a fit").Set(full.Residual);
        model.AddVector<byte>("flags", "1 candidate, 2 causal, 4 used").Set(Array.ConvertAll(full.Flags, flags => (byte)flags));
        file.AddNTuple(model).Fill();
    }

    private static void WriteStatus(RootFileWriter file, TelescopeDetectorStatus status)
    {
        var model = new NTupleModel(StreamNames.Status, "what the hits say of the detector");
        model.AddScalar<int>("detectionUnits").Value = status.DetectionUnits;
        model.AddScalar<int>("modules").Value = status.Modules;
        model.AddScalar<int>("channels").Value = status.Channels;
        model.AddScalar<int>("hits").Value = status.Hits;
        model.AddScalar<int>("triggeredHits").Value = status.TriggeredHits;
        model.AddScalar<double>("firstTime", "[ns]").Value = status.FirstTime;
        model.AddScalar<double>("lastTime", "[ns]").Value = status.LastTime;
        file.AddNTuple(model).Fill();
    }

    private static void WriteTrackFit(RootFileWriter file, TrackFit fit)
    {
        var model = new NTupleModel(StreamNames.TrackFit);
        model.AddScalar<byte>("status", "0 converged, 1 too few hits, 2 not converged").Value = (byte)fit.Status;
        AddTrack(model, fit.Track);
        model.AddScalar<int>("hitsUsed").Value = fit.HitsUsed;
        model.AddScalar<int>("modulesUsed").Value = fit.ModulesUsed;
        model.AddScalar<double>("earlyScaleNs", "[ns]").Value = fit.EarlyScaleNs;
        model.AddScalar<double>("lateScaleNs", "[ns]").Value = fit.LateScaleNs;
        model.AddScalar<double>("negLogLikelihood").Value = fit.NegLogLikelihood;
        model.AddScalar<double>("angularErrorDegrees", "[deg]").Value = fit.AngularErrorDegrees;
        model.AddVector<double>("covariance", "5 x 5: across u, across v [m], slope u, slope v, time [ns]").Set(fit.Covariance);
        file.AddNTuple(model).Fill();
    }

    private static void WritePublishedTrack(RootFileWriter file, MuonTrack? track)
    {
        var model = new NTupleModel(StreamNames.PublishedTrack, "the collaboration's track, for comparison");
        AddTrack(model, track ?? default);
        var ntuple = file.AddNTuple(model);
        if (track is not null)
        {
            ntuple.Fill();
        }
    }

    private static void AddTrack(NTupleModel model, MuonTrack track)
    {
        model.AddScalar<double>("x", "[m]").Value = track.X;
        model.AddScalar<double>("y", "[m]").Value = track.Y;
        model.AddScalar<double>("z", "[m]").Value = track.Z;
        model.AddScalar<double>("directionX", "unit vector of travel").Value = track.DirectionX;
        model.AddScalar<double>("directionY").Value = track.DirectionY;
        model.AddScalar<double>("directionZ").Value = track.DirectionZ;
        model.AddScalar<double>("time", "[ns]").Value = track.Time;
    }
}
