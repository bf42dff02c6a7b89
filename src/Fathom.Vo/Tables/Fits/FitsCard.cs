using System.Globalization;

namespace Fathom.Vo.Tables.Fits;

/// <summary>A header card.</summary>
/// <param name="Key">Its key word.</param>
/// <param name="Value">Its value: a text without its quotes, or as it stands; null: it has none.</param>
internal readonly record struct FitsCard(string Key, string? Value)
{
    /// <summary>Reads a card of 80 characters.</summary>
    public static FitsCard Of(string card)
    {
        var key = card[..8].TrimEnd();
        if (card.Length < 10 || card[8] != '=' || card[9] != ' ')
        {
            return new FitsCard(key, null);
        }

        var rest = card[10..].TrimStart();
        return new FitsCard(key, rest.StartsWith('\'') ? Text(rest) : rest.Split('/')[0].Trim());
    }

    /// <summary>The value as an integer; null: it is none.</summary>
    public long? Integer => long.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The value as a number; null: it is none.</summary>
    public double? Number => double.TryParse(Value?.Replace('D', 'E'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Text(string rest)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\'')
            {
                if (i + 1 >= rest.Length || rest[i + 1] != '\'')
                {
                    break;
                }

                i++;
            }

            text.Append(rest[i]);
        }

        return text.ToString().TrimEnd();
    }
}
