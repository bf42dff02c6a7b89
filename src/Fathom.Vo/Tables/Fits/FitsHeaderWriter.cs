using System.Globalization;
using System.Text;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Writes header cards of 80 characters in blocks of 2880 bytes (FITS 4.0, section 3 and 4).</summary>
internal sealed class FitsHeaderWriter(OutputBuffer output)
{
    /// <summary>Length of a block.</summary>
    public const int Block = 2880;

    private const int CardLength = 80;
    private const int LongestText = 68;

    private int _cards;

    /// <summary>A truth value.</summary>
    public void Add(string key, bool value) => Card($"{key,-8}= {(value ? "T" : "F"),20}");

    /// <summary>An integer.</summary>
    public void Add(string key, long value) => Card(string.Create(CultureInfo.InvariantCulture, $"{key,-8}= {value,20}"));

    /// <summary>A floating number; not finite: nothing is written.</summary>
    public void Add(string key, double value)
    {
        if (double.IsFinite(value))
        {
            string text = value.ToString("R", CultureInfo.InvariantCulture);
            Card($"{key,-8}= {(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0"),20}");
        }
    }

    /// <summary>A text; what FITS cannot write becomes a question mark, what is too long is cut.</summary>
    public void Add(string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var character in Printable(value))
        {
            var written = character == '\'' ? "''" : character.ToString();
            if (text.Length + written.Length > LongestText)
            {
                break;
            }

            text.Append(written);
        }

        Card($"{key,-8}= '{text.ToString(),-8}'");
    }

    /// <summary>A comment, over as many cards as it needs.</summary>
    public void Comment(string? text)
    {
        var left = Printable(text ?? "");
        while (left.Length > 0)
        {
            var part = Math.Min(left.Length, CardLength - 8);
            Card("COMMENT " + left[..part]);
            left = left[part..];
        }
    }

    /// <summary>Ends the header and fills its block.</summary>
    public void End()
    {
        Card("END");
        while (_cards % (Block / CardLength) != 0)
        {
            Card("");
        }
    }

    private static string Printable(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i] is >= ' ' and <= '~' ? from[i] : from[i] < ' ' ? ' ' : '?';
        }
    });

    private void Card(string text)
    {
        var room = output.Room(CardLength)[..CardLength];
        room.Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, room);
        output.Advance(CardLength);
        _cards++;
    }
}
