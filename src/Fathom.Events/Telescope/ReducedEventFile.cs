using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Telescope;

/// <summary>Reduced events as ROOT files: one RNTuple, one row an event (docs/reference/telescope-streams.md).</summary>
public static class ReducedEventFile
{
    /// <summary>Writes rows to a new file; equal rows give equal bytes.</summary>
    public static void Write(string path, IReadOnlyList<ReducedEvent> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var model = new NTupleModel(StreamNames.Reduced, "one entry an event");
        var name = model.AddString("name");
        var modifiedJulianDate = model.AddScalar<double>("modifiedJulianDate", "UTC [d]");
        var unixSeconds = model.AddScalar<double>("unixSeconds", "UTC, POSIX count [s]");
        var rightAscension = model.AddScalar<double>("rightAscension", "ICRS [deg]");
        var declination = model.AddScalar<double>("declination", "ICRS [deg]");
        var galacticLongitude = model.AddScalar<double>("galacticLongitude", "[deg]");
        var galacticLatitude = model.AddScalar<double>("galacticLatitude", "[deg]");
        var zenith = model.AddScalar<double>("zenith", "of the source [deg]");
        var azimuth = model.AddScalar<double>("azimuth", "of the source, north over east [deg]");
        var angularError = model.AddScalar<double>("angularError", "one sigma, statistical [deg]");
        var hitsUsed = model.AddScalar<int>("hitsUsed");
        var negLogLikelihood = model.AddScalar<double>("negLogLikelihood");
        var earlyScaleNs = model.AddScalar<double>("earlyScaleNs", "[ns]");
        var lateScaleNs = model.AddScalar<double>("lateScaleNs", "[ns]");
        var directionX = model.AddScalar<double>("directionX", "of travel, frame of the detector");
        var directionY = model.AddScalar<double>("directionY");
        var directionZ = model.AddScalar<double>("directionZ");
        var separationFromPublished = model.AddScalar<double>("separationFromPublished", "[deg]; NaN without");
        var publishedRightAscension = model.AddScalar<double>("publishedRightAscension", "ICRS [deg]; NaN without");
        var publishedDeclination = model.AddScalar<double>("publishedDeclination", "ICRS [deg]; NaN without");
        var date = rows.Count > 0 ? EventDate.Of(rows[0].UnixSeconds) : EventDate.Of(0);
        using var file = RootFileWriter.Create(path, new RootWriteOptions { Date = date });
        var ntuple = file.AddNTuple(model);
        foreach (var row in rows)
        {
            name.Value = row.Name;
            modifiedJulianDate.Value = row.ModifiedJulianDate;
            unixSeconds.Value = row.UnixSeconds;
            rightAscension.Value = row.RightAscension;
            declination.Value = row.Declination;
            galacticLongitude.Value = row.GalacticLongitude;
            galacticLatitude.Value = row.GalacticLatitude;
            zenith.Value = row.Zenith;
            azimuth.Value = row.Azimuth;
            angularError.Value = row.AngularError;
            hitsUsed.Value = row.HitsUsed;
            negLogLikelihood.Value = row.NegLogLikelihood;
            earlyScaleNs.Value = row.EarlyScaleNs;
            lateScaleNs.Value = row.LateScaleNs;
            directionX.Value = row.DirectionX;
            directionY.Value = row.DirectionY;
            directionZ.Value = row.DirectionZ;
            separationFromPublished.Value = row.SeparationFromPublished;
            publishedRightAscension.Value = row.PublishedRightAscension;
            publishedDeclination.Value = row.PublishedDeclination;
            ntuple.Fill();
        }

        file.Complete();
    }

    /// <summary>Reads the rows of a file.</summary>
    /// <exception cref="TelescopeFileException">The file is not a reduced event file.</exception>
    public static IReadOnlyList<ReducedEvent> Read(string path)
    {
        try
        {
            using var file = RootFileReader.Open(path);
            var stream = StreamReader.Open(file, path, StreamNames.Reduced);
            var name = stream.Texts("name");
            var modifiedJulianDate = stream.Scalars<double>("modifiedJulianDate");
            var unixSeconds = stream.Scalars<double>("unixSeconds");
            var rightAscension = stream.Scalars<double>("rightAscension");
            var declination = stream.Scalars<double>("declination");
            var galacticLongitude = stream.Scalars<double>("galacticLongitude");
            var galacticLatitude = stream.Scalars<double>("galacticLatitude");
            var zenith = stream.Scalars<double>("zenith");
            var azimuth = stream.Scalars<double>("azimuth");
            var angularError = stream.Scalars<double>("angularError");
            var hitsUsed = stream.Scalars<int>("hitsUsed");
            var negLogLikelihood = stream.Scalars<double>("negLogLikelihood");
            var earlyScaleNs = stream.Scalars<double>("earlyScaleNs");
            var lateScaleNs = stream.Scalars<double>("lateScaleNs");
            var directionX = stream.Scalars<double>("directionX");
            var directionY = stream.Scalars<double>("directionY");
            var directionZ = stream.Scalars<double>("directionZ");
            var separationFromPublished = stream.Scalars<double>("separationFromPublished");
            var publishedRightAscension = stream.Scalars<double>("publishedRightAscension");
            var publishedDeclination = stream.Scalars<double>("publishedDeclination");
            return [.. Enumerable.Range(0, name.Length).Select(i => new ReducedEvent(
                name[i],
                modifiedJulianDate[i],
                unixSeconds[i],
                rightAscension[i],
                declination[i],
                galacticLongitude[i],
                galacticLatitude[i],
                zenith[i],
                azimuth[i],
                angularError[i],
                hitsUsed[i],
                negLogLikelihood[i],
                earlyScaleNs[i],
                lateScaleNs[i],
                directionX[i],
                directionY[i],
                directionZ[i],
                separationFromPublished[i],
                publishedRightAscension[i],
                publishedDeclination[i]))];
        }
        catch (RootFormatException broken)
        {
            throw new TelescopeFileException(
                "TelescopeFileBroken", path, $"byte {broken.Offset}", $"expected {broken.Expected}, found {broken.Found}", broken);
        }
    }
}
