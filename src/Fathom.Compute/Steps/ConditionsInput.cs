using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Records;

namespace Fathom.Compute.Steps;

/// <summary>The constants of a request, checked against the detector and joined with the channel status of the section.</summary>
internal static class ConditionsInput
{
    public static CalibrationConstants Load(StepRequest request, DetectorGeometry geometry)
    {
        var path = request.ConditionsPath ?? throw new StepFailedException(
            "ConditionsMissing", "Expected a file of calibration constants, found none; give the transformation a conditions tag.");
        try
        {
            var constants = CalibrationConstants.Load(path);
            constants.MustFit(geometry);
            return constants;
        }
        catch (CalibrationFileException error)
        {
            throw new StepFailedException("ConditionsUnreadable", error.Message, error);
        }
        catch (ArgumentException error)
        {
            throw new StepFailedException("ConditionsOfOtherDetector", $"{path}: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new StepFailedException("ConditionsMissing", $"{path}: cannot be read ({error.Message}).", error);
        }
    }

    /// <summary>The constants with the channels that did not work in the section switched off.</summary>
    public static CalibrationConstants For(CalibrationConstants constants, IEnumerable<SectionInfo> sections)
    {
        var status = (ChannelStatus[])constants.Status.Clone();
        foreach (var bad in sections.SelectMany(section => section.BadChannels))
        {
            if (bad.Channel < status.Length && bad.Status != ChannelStatus.Good)
            {
                status[bad.Channel] = bad.Status;
            }
        }

        return new CalibrationConstants(
            constants.Detector, constants.Gain, constants.TimeOffset, constants.DarkRate, status, constants.Light);
    }
}
