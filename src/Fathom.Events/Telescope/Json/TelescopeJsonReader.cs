using System.IO.Compression;
using System.Text.Json;

namespace Fathom.Events.Telescope.Json;

/// <summary>
/// Reads one event from gzip-compressed JSON as KM3NeT releases it (github.com/KM3NeT/KM3-230213A-data, data/event):
/// members <c>utc_timestamp</c>, <c>hits</c>, and <c>reconstructed_track</c>, which may be absent.
/// </summary>
/// <remarks>The text is read in pieces; memory stays near 150 bytes a hit within <see cref="TelescopeJsonLimits"/>.</remarks>
public static class TelescopeJsonReader
{
    private const int FirstBufferBytes = 64 * 1024;

    /// <summary>Reads a file; the event's name is the file's name up to the first underscore or dot.</summary>
    /// <exception cref="TelescopeFileException">The file is truncated, damaged, of another kind, or beyond the limits.</exception>
    public static TelescopeEvent Read(string path, CancellationToken cancellation = default)
    {
        var file = Path.GetFileName(path);
        var end = file.IndexOfAny(['_', '.']);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, end > 0 ? file[..end] : file, cancellation);
    }

    /// <summary>Reads an event from a stream of compressed bytes.</summary>
    /// <param name="compressed">The bytes.</param>
    /// <param name="path">What messages call the source.</param>
    /// <param name="name">Name that the event gets.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TelescopeFileException">As for the other overload.</exception>
    public static TelescopeEvent Read(Stream compressed, string path, string name, CancellationToken cancellation = default)
    {
        var grammar = new TelescopeJsonGrammar(path);
        var at = 0L;
        try
        {
            RequireGzip(compressed, path);
            using var text = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
            at = Tokens(text, grammar, path, cancellation);
            return grammar.ToEvent(name, at);
        }
        catch (InvalidDataException broken)
        {
            throw new TelescopeFileException(
                "TelescopeFileBroken", path, $"byte {compressed.Position} of the file or before", $"damaged gzip data: {broken.Message}", broken);
        }
    }

    private static void RequireGzip(Stream compressed, string path)
    {
        Span<byte> magic = stackalloc byte[2];
        var start = compressed.Position;
        var got = compressed.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        if (got < 2 || magic[0] != 0x1F || magic[1] != 0x8B)
        {
            throw new TelescopeFileException(
                got == 0 ? "TelescopeFileEmpty" : "TelescopeFileNotGzip",
                path,
                "byte 0 of the file",
                $"expected the gzip magic 1F 8B, found {(got == 0 ? "an empty file" : Convert.ToHexString(magic[..got]))}");
        }

        compressed.Position = start;
    }

    /// <summary>Feeds the tokens of a text to the grammar; gives the length of the text.</summary>
    private static long Tokens(Stream text, TelescopeJsonGrammar grammar, string path, CancellationToken cancellation)
    {
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = TelescopeJsonLimits.MaxDepth });
        var buffer = new byte[FirstBufferBytes];
        var (held, consumed, final) = (0, 0L, false);
        while (!final)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = text.Read(buffer, held, buffer.Length - held);
            final = got == 0;
            held += got;
            if (consumed + held > TelescopeJsonLimits.MaxTextBytes)
            {
                throw new TelescopeFileException(
                    "TelescopeFileTooLarge", path, grammar.Where(consumed), $"more than {TelescopeJsonLimits.MaxTextBytes} bytes of text");
            }

            var used = Feed(buffer.AsSpan(0, held), final, ref state, grammar, path, consumed);
            consumed += used;
            held -= used;
            buffer.AsSpan(used, held).CopyTo(buffer);
            if (held == buffer.Length)
            {
                buffer = Grown(buffer, grammar, path, consumed);
            }
        }

        return consumed;
    }

    private static int Feed(
        ReadOnlySpan<byte> bytes, bool final, ref JsonReaderState state, TelescopeJsonGrammar grammar, string path, long before)
    {
        var reader = new Utf8JsonReader(bytes, final, state);
        try
        {
            while (reader.Read())
            {
                grammar.Take(ref reader, before + reader.TokenStartIndex);
            }
        }
        catch (JsonException broken)
        {
            // What is wrong only once nothing more can come is a text that ends too early.
            throw new TelescopeFileException(
                final ? "TelescopeFileTruncated" : "TelescopeFileBroken",
                path,
                grammar.Where(before + reader.BytesConsumed),
                $"{(final ? "the text ends too early" : "not JSON")}: {broken.Message}",
                broken);
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    private static byte[] Grown(byte[] buffer, TelescopeJsonGrammar grammar, string path, long consumed)
    {
        if (buffer.Length >= TelescopeJsonLimits.MaxTokenBytes)
        {
            throw new TelescopeFileException(
                "TelescopeFileTooLarge", path, grammar.Where(consumed), $"a value longer than {TelescopeJsonLimits.MaxTokenBytes} bytes");
        }

        Array.Resize(ref buffer, buffer.Length * 2);
        return buffer;
    }
}
