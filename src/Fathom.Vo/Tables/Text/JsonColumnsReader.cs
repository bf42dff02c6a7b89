using System.Buffers;
using System.Text.Json;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Text;

/// <summary>Reads a JSON object whose members are columns: lists of numbers or texts of the same length.</summary>
/// <remarks>JSON puts one column after the other, so that the whole file is in memory.</remarks>
public sealed class JsonColumnsReader : IRowSource
{
    private readonly List<ColumnBatch> _batches = [];
    private bool _given;

    private JsonColumnsReader(IReadOnlyList<ColumnDescription> columns) => Columns = columns;

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file; disposed of before this returns.</param>
    /// <param name="limits">What it may cost.</param>
    /// <exception cref="TableFormatException">It is no such object, or beyond a limit.</exception>
    public static JsonColumnsReader Open(Stream stream, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var bounded = new BoundedStream(stream, Math.Min(limits.Bytes, limits.JsonBytes));
        try
        {
            var bytes = new MemoryStream();
            bounded.CopyTo(bytes);
            using var document = JsonDocument.Parse(WithoutNan(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new TableFormatException("expected a JSON object of columns.", 1);
            }

            JsonProperty[] members = [.. document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array)];
            if (members.Length == 0)
            {
                throw new TableFormatException("expected a JSON object of columns, found no list in it.", 1);
            }

            var rows = members[0].Value.GetArrayLength();
            if (members.Length > limits.Columns || rows > limits.Rows)
            {
                throw new TableFormatException($"expected at most {limits.Columns} columns of {limits.Rows} rows, found {members.Length} of {rows}.", 1);
            }

            var reader = new JsonColumnsReader([.. members.Select(Describe)]);
            reader._batches.AddRange(members.Select((member, i) => Read(member, reader.Columns[i], rows)));
            return reader;
        }
        catch (JsonException error)
        {
            throw new TableFormatException("the JSON is damaged or cut short.", (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, error);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        var next = _given || _batches[0].Count == 0 ? null : _batches;
        _given = true;
        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(next);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Python writes NaN, Infinity and -Infinity, which JSON does not know: they become null.</summary>
    private static ReadOnlyMemory<byte> WithoutNan(ReadOnlySpan<byte> json)
    {
        var clean = new ArrayBufferWriter<byte>(json.Length + 1);
        var inText = false;
        for (var at = 0; at < json.Length;)
        {
            var word = inText ? 0 : json[at..] switch
            {
                [(byte)'N', (byte)'a', (byte)'N', ..] => 3,
                [(byte)'I', (byte)'n', (byte)'f', ..] => "Infinity".Length,
                [(byte)'-', (byte)'I', (byte)'n', (byte)'f', ..] => "-Infinity".Length,
                _ => 0,
            };
            inText ^= json[at] == '"';
            var escaped = inText && json[at] == '\\' && at + 1 < json.Length ? 2 : 1;
            clean.Write(word > 0 ? "null"u8 : json.Slice(at, escaped));
            at += word > 0 ? word : escaped;
        }

        return clean.WrittenMemory;
    }

    private static ColumnDescription Describe(JsonProperty member)
    {
        var guess = new ColumnGuess();
        var isText = false;
        foreach (var cell in member.Value.EnumerateArray())
        {
            isText |= cell.ValueKind == JsonValueKind.String;
            guess.Add(cell.ValueKind == JsonValueKind.Null ? "" : cell.ToString());
        }

        var type = isText && guess.Type is not VoType.UnicodeChar ? VoType.Char : guess.Type;
        return new ColumnDescription(member.Name, type) { ArraySize = type is VoType.Char or VoType.UnicodeChar ? "*" : null };
    }

    private static ColumnBatch Read(JsonProperty member, ColumnDescription column, int rows)
    {
        if (member.Value.GetArrayLength() != rows)
        {
            throw new TableFormatException($"column {member.Name}: expected {rows} values as in the first column, found {member.Value.GetArrayLength()}.");
        }

        var reader = CellReader.For(column, null);
        foreach (var cell in member.Value.EnumerateArray())
        {
            if (!reader.TryAdd(cell.ValueKind == JsonValueKind.Null ? "" : cell.ToString()))
            {
                throw new TableFormatException($"column {member.Name}: expected {column.Type}, found {cell}.");
            }
        }

        return reader.Batch;
    }
}
