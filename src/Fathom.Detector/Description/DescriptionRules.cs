using System.Globalization;

namespace Fathom.Detector.Description;

/// <summary>The ranges within which a description makes sense; the first broken one is reported.</summary>
internal static class DescriptionRules
{
    private const double FractionTolerance = 1e-6;

    internal static void Check(DetectorDescription description, string source)
    {
        var rules = new Rules(source);
        rules.Require(IsName(description.Name), "name", "1 to 16 characters of a-z, 0-9, '-'", $"'{description.Name}'");
        CheckTarget(rules, description.Target);
        CheckScintillator(rules, description.Scintillator);
        CheckPmts(rules, description.Pmts, description.Target);
        CheckReadout(rules, description.Readout, description.Trigger);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 16 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static void CheckTarget(Rules rules, TargetDescription target)
    {
        rules.Within(target.RadiusMm, 1, 1e6, "target.radius_mm");
        rules.Within(target.AcrylicThicknessMm, 0, 1e5, "target.acrylic_thickness_mm");
        rules.Within(target.ScintillatorIndex, 1, 3, "target.scintillator_index");
        rules.Within(target.AcrylicIndex, 1, 3, "target.acrylic_index");
        rules.Within(target.WaterIndex, 1, 3, "target.water_index");
    }

    private static void CheckScintillator(Rules rules, ScintillatorDescription scintillator)
    {
        rules.Within(scintillator.PePerMevAtCentre, 1, 1e5, "scintillator.pe_per_mev_at_centre");
        rules.Within(scintillator.AbsorptionLengthMm, 1, 1e9, "scintillator.absorption_length_mm");
        rules.Within(scintillator.RayleighLengthMm, 1, 1e9, "scintillator.rayleigh_length_mm");
        rules.Within(scintillator.ElectronDensityPerMm3, 1e18, 1e22, "scintillator.electron_density_per_mm3");
        var times = scintillator.DecayTimesNs;
        var fractions = scintillator.DecayFractions;
        rules.Require(times.Length is > 0 and <= 16 && times.All(t => t is > 0 and < 1e6),
            "scintillator.decay_times_ns", "1 to 16 positive times", string.Join(", ", times));
        rules.Require(fractions.Length == times.Length && fractions.All(f => f is >= 0 and <= 1),
            "scintillator.decay_fractions", $"{times.Length} fractions between 0 and 1", string.Join(", ", fractions));
        rules.Require(Math.Abs(fractions.Sum() - 1) < FractionTolerance,
            "scintillator.decay_fractions", "a sum of 1", Rules.Text(fractions.Sum()));
    }

    private static void CheckPmts(Rules rules, PmtArrayDescription pmts, TargetDescription target)
    {
        rules.Within(pmts.Count, 1, ushort.MaxValue, "pmts.count");
        rules.Within(pmts.DynodeCount, 0, pmts.Count, "pmts.dynode_count");
        rules.Within(pmts.SphereRadiusMm, target.RadiusMm + target.AcrylicThicknessMm, 1e6, "pmts.sphere_radius_mm");
        rules.Within(pmts.PhotocathodeRadiusMm, 1, pmts.SphereRadiusMm / 2, "pmts.photocathode_radius_mm");
        rules.Require(pmts.Placement == "rings", "pmts.placement", "'rings'", $"'{pmts.Placement}'");
        CheckType(rules, pmts.Dynode, "pmts.dynode");
        CheckType(rules, pmts.Mcp, "pmts.mcp");
    }

    private static void CheckType(Rules rules, PmtTypeDescription type, string place)
    {
        rules.Within(type.DetectionEfficiency, 1e-6, 1, place + ".detection_efficiency");
        rules.Within(type.TransitTimeSpreadNs, 0, 1000, place + ".transit_time_spread_ns");
        rules.Within(type.DarkRateHz, 0, 1e6, place + ".dark_rate_hz");
    }

    private static void CheckReadout(Rules rules, ReadoutDescription readout, TriggerDescription trigger)
    {
        rules.Within(readout.TdcTicksPerNs, 0.01, 1000, "readout.tdc_ticks_per_ns");
        rules.Within(readout.WindowNs, 1, ushort.MaxValue / readout.TdcTicksPerNs, "readout.window_ns");
        rules.Within(readout.PretriggerNs, 0, readout.WindowNs, "readout.pretrigger_ns");
        rules.Within(readout.AdcCountsPerPe, 1, 10000, "readout.adc_counts_per_pe");
        rules.Within(readout.SinglePeWidth, 0, 1, "readout.single_pe_width");
        rules.Within(readout.HitThresholdPe, 0, 10, "readout.hit_threshold_pe");
        rules.Within(readout.PulseSeparationNs, 0, readout.WindowNs, "readout.pulse_separation_ns");
        rules.Within(trigger.Multiplicity, 1, ushort.MaxValue, "trigger.multiplicity");
        rules.Within(trigger.WindowNs, 1, readout.WindowNs, "trigger.window_ns");
        rules.Within(trigger.ClockNs, 0.001, readout.WindowNs, "trigger.clock_ns");
    }

    private sealed class Rules(string source)
    {
        internal void Within(double value, double low, double high, string place) =>
            Require(value >= low && value <= high, place, $"a number from {Text(low)} to {Text(high)}",
                double.IsNaN(value) ? "nothing" : Text(value));

        internal void Require(bool holds, string place, string expected, string found)
        {
            if (!holds)
            {
                throw new DetectorDescriptionException(source, place, expected, found);
            }
        }

        internal static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
