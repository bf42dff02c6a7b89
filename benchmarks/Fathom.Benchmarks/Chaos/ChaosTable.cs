namespace Fathom.Benchmarks.Chaos;

/// <summary>How many faults of a kind struck under each database and engine, as a table.</summary>
internal static class ChaosTable
{
    private const int KindWidth = 28;

    public static void Write(TextWriter output, IReadOnlyList<ChaosResult> results)
    {
        Row(output, "fault", results.Select(result => result.Setting.Name));
        foreach (string kind in results.SelectMany(result => result.Struck.Keys).Distinct())
        {
            Row(output, kind, results.Select(result => $"{result.Struck.GetValueOrDefault(kind)}"));
        }

        Row(output, "all", results.Select(result => $"{result.Struck.Values.Sum()}"));
        output.WriteLine();
    }

    private static void Row(TextWriter output, string head, IEnumerable<string> cells) =>
        output.WriteLine($"  {head.PadRight(KindWidth)}{string.Concat(cells.Select(cell => cell.PadLeft(26)))}");
}
