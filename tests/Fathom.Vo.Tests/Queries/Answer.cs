using System.Globalization;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

/// <summary>All rows of an answer as texts and numbers.</summary>
internal sealed record Answer(IReadOnlyList<ColumnDescription> Columns, IReadOnlyList<object?[]> Rows, bool IsTruncated)
{
    public static Answer Of(QueryRows rows) => OfAsync(rows).GetAwaiter().GetResult() with { IsTruncated = rows.IsTruncated };

    public static async Task<Answer> OfAsync(IRowSource rows)
    {
        var found = new List<object?[]>();
        while (await rows.NextAsync(CancellationToken.None) is { } batches)
        {
            for (int i = 0; i < batches[0].Count; i++)
            {
                found.Add([.. batches.Select(batch => Value(batch, i))]);
            }
        }

        return new Answer(rows.Columns, found, false);
    }

    public string Text => string.Join('\n', Rows.Select(row => string.Join('|', row.Select(Shown))));

    private static object? Value(ColumnBatch batch, int row) => batch.IsNull(row) ? null : batch switch
    {
        ValueBatch<bool> truth => truth.Values[row] ? 1L : 0L,
        ValueBatch<byte> number => (long)number.Values[row],
        ValueBatch<short> number => (long)number.Values[row],
        ValueBatch<int> number => (long)number.Values[row],
        ValueBatch<long> number => number.Values[row],
        ValueBatch<float> number => float.IsNaN(number.Values[row]) ? null : (double)number.Values[row],
        ValueBatch<double> number => double.IsNaN(number.Values[row]) ? null : number.Values[row],
        ValueBatch<string> text => text.Values[row],
        ValueBatch<double[]> array => string.Join(' ', array.Values[row]!.Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        ValueBatch<long[]> array => string.Join(' ', array.Values[row]!),
        _ => throw new InvalidOperationException(batch.GetType().Name),
    };

    private static string Shown(object? value) => value switch
    {
        null => "-",
        double number => number.ToString("G12", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
