using System.Globalization;
using System.Text;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;

namespace Fathom.Vo.DataLink;

/// <summary>Finds rows by their identifiers (<c>meta.id;meta.main</c>).</summary>
public static class RowIdentifiers
{
    private const int Part = 1 << 16;

    /// <summary>The column of identifiers; -1: there is none.</summary>
    public static int Column(IReadOnlyList<ColumnDescription> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].ArraySize is null == !columns[i].IsText && Ucd.AreSame(columns[i].Ucd, "meta.id;meta.main"))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The rows of those identifiers that a table has, found in one pass over it.</summary>
    public static IReadOnlyDictionary<string, long> Found(ColumnTable table, IReadOnlyCollection<string> wanted)
    {
        int column = Column(table.Description.Columns);
        return column < 0 || wanted.Count == 0 ? new Dictionary<string, long>() : table.Description.Columns[column].Type switch
        {
            VoType.Long => Numbers<long>(table, column, wanted),
            VoType.Int => Numbers<int>(table, column, wanted),
            VoType.Short => Numbers<short>(table, column, wanted),
            VoType.Char or VoType.UnicodeChar => Texts(table, column, wanted),
            _ => new Dictionary<string, long>(),
        };
    }

    private static Dictionary<string, long> Numbers<T>(ColumnTable table, int column, IReadOnlyCollection<string> wanted)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var numbers = new Dictionary<T, string>();
        foreach (string text in wanted)
        {
            // As the column is written: neither "+1" nor "01" is 1.
            if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T number) && number.ToString(null, CultureInfo.InvariantCulture) == text)
            {
                numbers[number] = text;
            }
        }

        for (long first = 0; numbers.Count > 0 && first < table.Rows; first += Part)
        {
            ReadOnlySpan<T> values = table.Numbers<T>(column, first, (int)Math.Min(Part, table.Rows - first));
            for (int i = 0; i < values.Length; i++)
            {
                if (numbers.TryGetValue(values[i], out string? text))
                {
                    found.TryAdd(text, first + i);
                }
            }
        }

        return found;
    }

    private static Dictionary<string, long> Texts(ColumnTable table, int column, IReadOnlyCollection<string> wanted)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        (string Text, byte[] Bytes)[] texts = [.. wanted.Select(text => (text, Encoding.UTF8.GetBytes(text)))];
        for (long row = 0; row < table.Rows && found.Count < texts.Length; row++)
        {
            ReadOnlySpan<byte> value = table.Text(column, row);
            foreach ((string text, byte[] bytes) in texts)
            {
                if (value.SequenceEqual(bytes))
                {
                    found.TryAdd(text, row);
                }
            }
        }

        return found;
    }
}
