using Fathom.Catalog.Runs;

namespace Fathom.Cli.Imports;

/// <summary>What the shift crew of the simulated detector noted of each run.</summary>
internal static class SimulatedShift
{
    /// <summary>Quality and remark of the run at an index: of eight runs the fourth and the seventh are bad.</summary>
    public static (RunQuality Quality, string Remark) Judge(int index) => (index % 8) switch
    {
        3 => (RunQuality.Bad, "high voltage of one quadrant tripped"),
        6 => (RunQuality.Bad, "flashing tubes"),
        _ => (RunQuality.Good, ""),
    };
}
