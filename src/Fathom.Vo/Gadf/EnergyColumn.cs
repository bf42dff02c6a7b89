using Fathom.Vo.Tables;

namespace Fathom.Vo.Gadf;

/// <summary>The energy of an event, in TeV, whatever its column's unit is.</summary>
internal static class EnergyColumn
{
    private static readonly (string Unit, double Tera)[] s_units = [("eV", 1e-12), ("keV", 1e-9), ("MeV", 1e-6), ("GeV", 1e-3), ("TeV", 1), ("PeV", 1e3), ("EeV", 1e6)];

    /// <summary>The first column of an energy in a known unit; -1: there is none.</summary>
    public static int Find(IReadOnlyList<ColumnDescription> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Ucd is { } ucd && (ucd.StartsWith("phys.energy", StringComparison.OrdinalIgnoreCase) || ucd.StartsWith("em.energy", StringComparison.OrdinalIgnoreCase))
                && Tera(columns[i].Unit) is not null && columns[i] is { IsText: false, ArraySize: null })
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A value in TeV.</summary>
    public static double InTera(double value, string unit) => (unit.StartsWith("log", StringComparison.Ordinal) ? Math.Pow(10, value) : value) * Tera(unit)!.Value;

    private static double? Tera(string? unit)
    {
        string plain = unit is not null && unit.StartsWith("log(", StringComparison.Ordinal) && unit.EndsWith(')') ? unit[4..^1] : unit ?? "";
        return s_units.Where(known => known.Unit == plain).Select(known => (double?)known.Tera).FirstOrDefault();
    }
}
