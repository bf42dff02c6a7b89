using System.Globalization;
using System.Text;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Fits;

/// <summary>The header of a part of a FITS file.</summary>
internal sealed class FitsHeader
{
    private const int CardLength = 80;
    private const int MostBlocks = 2000;

    private readonly Dictionary<string, FitsCard> _cards = new(StringComparer.Ordinal);

    /// <summary>Where what it describes begins.</summary>
    public long DataStart { get; private init; }

    /// <summary>Reads the header at a place.</summary>
    /// <returns>Null at the end of the file.</returns>
    /// <exception cref="TableFormatException">It is damaged or cut short.</exception>
    public static FitsHeader? Read(Stream stream, long start)
    {
        stream.Position = start;
        var block = new byte[FitsHeaderWriter.Block];
        var header = new FitsHeader { DataStart = 0 };
        for (var blocks = 1; blocks <= MostBlocks; blocks++)
        {
            var read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (read == 0 && blocks == 1)
            {
                return null;
            }

            if (read < block.Length)
            {
                throw new TableFormatException("the file ends within a header.", 0, start + ((blocks - 1L) * block.Length) + read);
            }

            if (header.Take(block, start + ((blocks - 1L) * block.Length)))
            {
                return new FitsHeader(header._cards) { DataStart = start + (blocks * (long)block.Length) };
            }
        }

        throw new TableFormatException($"the header has no END within {MostBlocks} blocks.", 0, start);
    }

    private FitsHeader()
    {
    }

    private FitsHeader(Dictionary<string, FitsCard> cards) => _cards = cards;

    /// <summary>A text; null: there is none.</summary>
    public string? Text(string key) => _cards.TryGetValue(key, out var card) ? card.Value : null;

    /// <summary>A number; null: there is none.</summary>
    public double? Number(string key) => _cards.TryGetValue(key, out var card) ? card.Number : null;

    /// <summary>An integer; null: there is none.</summary>
    public long? Integer(string key) => _cards.TryGetValue(key, out var card) ? card.Integer : null;

    /// <summary>An integer that must be there.</summary>
    /// <exception cref="TableFormatException">It is not, or out of its range.</exception>
    public long Integer(string key, long least, long most) => Integer(key) is { } value && value >= least && value <= most ? value
        : throw new TableFormatException(string.Create(CultureInfo.InvariantCulture, $"expected {key} from {least} to {most}, found '{Text(key)}'."), 0, DataStart);

    /// <summary>Length of what it describes, whole blocks [bytes].</summary>
    public long DataLength()
    {
        var axes = Integer("NAXIS") ?? 0;
        if (axes == 0)
        {
            return 0;
        }

        try
        {
            var elements = 1L;
            for (var axis = 1; axis <= Math.Min(axes, 999); axis++)
            {
                elements = checked(elements * Integer(string.Create(CultureInfo.InvariantCulture, $"NAXIS{axis}"), 0, long.MaxValue));
            }

            var bytes = checked(Math.Abs(Integer("BITPIX", -64, 64)) / 8 * (Integer("GCOUNT") ?? 1) * ((Integer("PCOUNT") ?? 0) + elements));
            return bytes < 0 ? throw new OverflowException() : checked((bytes + FitsHeaderWriter.Block - 1) / FitsHeaderWriter.Block * FitsHeaderWriter.Block);
        }
        catch (OverflowException error)
        {
            throw new TableFormatException("the header states more data than a file can hold.", 0, DataStart, error);
        }
    }

    private bool Take(byte[] block, long start)
    {
        for (var at = 0; at < block.Length; at += CardLength)
        {
            var bytes = block.AsSpan(at, CardLength);
            if (bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            {
                throw new TableFormatException("a header card holds what is no text.", 0, start + at);
            }

            var card = FitsCard.Of(Encoding.ASCII.GetString(bytes));
            if (card.Key == "END" && card.Value is null)
            {
                return true;
            }

            if (card.Value is not null)
            {
                _cards[card.Key] = card;
            }
        }

        return false;
    }
}
