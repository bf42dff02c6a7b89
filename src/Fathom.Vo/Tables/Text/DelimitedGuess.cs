using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Text;

/// <summary>What a table of lines seems to be.</summary>
/// <param name="Separator">What stands between cells; a space: any white space.</param>
/// <param name="HasNames">True where the first record holds the columns' names.</param>
/// <param name="Columns">The columns.</param>
internal sealed record DelimitedGuess(char Separator, bool HasNames, IReadOnlyList<ColumnDescription> Columns)
{
    /// <summary>Rows from which types are guessed.</summary>
    private const int TypeRows = 100_000;

    /// <summary>Rows from which the separator is guessed.</summary>
    private const int SeparatorRows = 20;

    private static readonly char[] s_separators = [',', '\t', ';', '|', ' '];

    /// <summary>Guesses.</summary>
    /// <exception cref="TableFormatException">There is no row, or the text is damaged.</exception>
    public static DelimitedGuess Of(Stream stream, long start, TableLimits limits)
    {
        var separator = s_separators.FirstOrDefault(candidate => Fits(stream, start, candidate, limits), ',');
        stream.Position = start;
        using var records = new DelimitedRecords(new BoundedStream(stream, limits.Bytes), separator, limits);
        if (!records.Read())
        {
            throw new TableFormatException("the table has no rows.");
        }

        string[] first = [.. Enumerable.Range(0, records.Count).Select(i => new string(records[i]))];
        var hasNames = !first.Any(cell => ColumnGuess.IsNumber(cell)) && first.Any(cell => cell.Trim().Length > 0);
        ColumnGuess[] guesses = [.. first.Select(_ => new ColumnGuess())];
        for (var rows = 0; rows < TypeRows && ((rows == 0 && !hasNames) || records.Read()); rows++)
        {
            for (var i = 0; i < Math.Min(guesses.Length, records.Count); i++)
            {
                guesses[i].Add(records[i]);
            }
        }

        var names = Names(hasNames ? first : [.. first.Select(_ => "")]);
        return new DelimitedGuess(separator, hasNames, [.. names.Zip(guesses, Column)]);
    }

    private static ColumnDescription Column(string name, ColumnGuess guess) =>
        new(name, guess.Type) { ArraySize = guess.Type is VoType.Char or VoType.UnicodeChar ? "*" : null };

    /// <summary>True where the first rows have the same number of cells, and more than one.</summary>
    private static bool Fits(Stream stream, long start, char separator, TableLimits limits)
    {
        stream.Position = start;
        using var records = new DelimitedRecords(new BoundedStream(stream, limits.Bytes), separator, limits);
        var count = 0;
        try
        {
            for (var rows = 0; rows < SeparatorRows && records.Read(); rows++)
            {
                if (records.Count < 2 || (count != 0 && records.Count != count))
                {
                    return false;
                }

                count = records.Count;
            }
        }
        catch (TableFormatException)
        {
            return false;
        }

        return count > 1;
    }

    /// <summary>Names that are there and differ, whatever their capitals.</summary>
    private static List<string> Names(string[] given)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>(given.Length);
        foreach (var cell in given)
        {
            var stem = cell.Trim() is { Length: > 0 } name ? name : $"col{names.Count + 1}";
            var unique = stem;
            for (var i = 2; !taken.Add(unique); i++)
            {
                unique = $"{stem}_{i}";
            }

            names.Add(unique);
        }

        return names;
    }
}
