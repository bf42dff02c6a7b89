using System.Globalization;
using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.Files;

/// <summary>What shared/data/expected.json keeps of a field: first and last entry, number of values, sum.</summary>
internal sealed record FieldSummary(long Count, string[] First, string[] Last, double Sum)
{
    internal static FieldSummary Scalars(NTupleReader ntuple, string path, string type) => type switch
    {
        "bool" => Scalars<bool>(ntuple, path),
        "std::int32_t" => Scalars<int>(ntuple, path),
        "std::uint32_t" => Scalars<uint>(ntuple, path),
        "float" => Scalars<float>(ntuple, path),
        "std::string" => Texts(ntuple.ReadStrings(path)),
        _ => throw new NotSupportedException(type),
    };

    internal static FieldSummary Rows(NTupleReader ntuple, string path, string type) => type switch
    {
        "std::int32_t" => Rows<int>(ntuple, path),
        "float" => Rows<float>(ntuple, path),
        _ => throw new NotSupportedException(type),
    };

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static FieldSummary Scalars<T>(NTupleReader ntuple, string path) where T : unmanaged
    {
        double[] values = Doubles(ntuple.ReadScalars<T>(path));
        return new FieldSummary(values.Length, [Text(values[0])], [Text(values[^1])], values.Sum());
    }

    private static FieldSummary Rows<T>(NTupleReader ntuple, string path) where T : unmanaged
    {
        Jagged<T> rows = ntuple.ReadVectors<T>(path);
        return new FieldSummary(
            rows.Values.Length, Texts(Doubles(rows[0])), Texts(Doubles(rows[rows.Count - 1])), Doubles(rows.Values).Sum());
    }

    private static FieldSummary Texts(string[] texts) => new(texts.Length, [texts[0]], [texts[^1]], 0);

    private static string[] Texts(double[] values) => [.. values.Select(Text)];

    private static double[] Doubles<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            doubles[i] = Convert.ToDouble(values[i], CultureInfo.InvariantCulture);
        }

        return doubles;
    }
}
