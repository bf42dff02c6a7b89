using System.Runtime.InteropServices;
using System.Text;

namespace Fathom.Database.Reading;

/// <summary>Texts of one column as they come, in UTF-8: one that was met lately is given again and not made anew.</summary>
/// <remarks>Each text has one place, which the latest that belongs there takes: memory is bounded whatever comes.</remarks>
internal sealed class RecurringTexts
{
    private const int Places = 1024, Longest = 64;
    private readonly string[] _places = new string[Places];

    /// <summary>The text of some bytes.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref string place = ref _places[PlaceOf(utf8)];
        // Only equal texts of ASCII are found equal; others are made anew, rightly.
        if (place is null || place.Length != utf8.Length || !Ascii.Equals(utf8, place))
        {
            place = Encoding.UTF8.GetString(utf8);
        }

        return place;
    }

    // Texts of a column differ at their ends, if at all.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            hash += MemoryMarshal.Read<ulong>(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (byte one in utf8)
            {
                hash = (hash << 8) + one;
            }
        }

        return (int)((hash * 0x9E3779B97F4A7C15) >> 54);
    }
}
