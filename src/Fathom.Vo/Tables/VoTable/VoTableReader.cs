using System.Text;
using System.Xml;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads the first table of a VOTable 1.0 to 1.5, a batch at a time, whichever way its rows are written.</summary>
/// <remarks>No document type is read, nothing outside the document is fetched. Bits become truth values, complex numbers
/// pairs, texts of several dimensions one text. A number that is none is no value.</remarks>
public sealed class VoTableReader : IRowSource
{
    private readonly XmlReader _reader;
    private readonly TableLimits _limits;
    private readonly VoTableRowReader? _rows;
    private long _count;
    private bool _ended;

    private VoTableReader(XmlReader reader, TableLimits limits)
    {
        (_reader, _limits) = (reader, limits);
        var head = new VoTableHead(reader, limits);
        var data = head.Read();
        Columns = [.. head.Fields.Select(field => field.Column)];
        _rows = data switch
        {
            null => null,
            "TABLEDATA" => new TableDataReader(reader, head.Fields, limits),
            _ => new BinaryReading(reader, head.Fields, limits, second: data == "BINARY2"),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Begins to read; the columns are known then.</summary>
    /// <param name="stream">The document; disposed of with this.</param>
    /// <param name="limits">What it may cost; null: as <see cref="TableLimits"/> has it.</param>
    /// <exception cref="TableFormatException">It is no VOTable that can be read.</exception>
    public static VoTableReader Open(Stream stream, TableLimits? limits = null)
    {
        limits ??= new TableLimits();
        var guarded = new TagGuardStream(new BoundedStream(stream, limits.Bytes), limits.CellBytes);
        try
        {
            return Guarded(null, () => new VoTableReader(XmlReader.Create(guarded, Settings()), limits));
        }
        catch
        {
            guarded.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guarded(_reader, Next));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What is wrong, and where.</summary>
    internal static TableFormatException Problem(XmlReader reader, string problem, Exception? inner = null) => reader is IXmlLineInfo place
        ? new TableFormatException(problem, place.LineNumber, place.LinePosition, inner)
        : new TableFormatException(problem, inner: inner);

    /// <exception cref="TableFormatException">Elements are too deep within one another.</exception>
    internal static void CheckDepth(XmlReader reader, TableLimits limits)
    {
        if (reader.Depth > limits.Depth)
        {
            throw Problem(reader, $"expected at most {limits.Depth} elements within one another, found more.");
        }
    }

    /// <summary>The text of an element, which is read to its end.</summary>
    internal static string Text(XmlReader reader, TableLimits limits)
    {
        var text = new CellBuffer(limits.CellBytes);
        var depth = reader.Depth;
        var isEmpty = reader.IsEmptyElement;
        while (!isEmpty && reader.Read() && reader.Depth > depth)
        {
            text.AddNode(reader);
        }

        return new string(text.Text);
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static T Guarded<T>(XmlReader? reader, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException error)
        {
            throw new TableFormatException($"the XML is damaged or cut short: {error.Message}", error.LineNumber, error.LinePosition, error);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or DecoderFallbackException)
        {
            throw reader is null ? new TableFormatException(error.Message, inner: error) : Problem(reader, error.Message, error);
        }
    }

    private IReadOnlyList<ColumnBatch>? Next()
    {
        if (_rows is null || _ended)
        {
            return null;
        }

        var read = _rows.Read();
        _count += read;
        if (_count > _limits.Rows)
        {
            throw Problem(_reader, $"expected at most {_limits.Rows} rows, found more.");
        }

        if (read > 0)
        {
            return _rows.Batches;
        }

        _ended = true;
        ReadToEnd();
        return null;
    }

    /// <summary>What stands after the rows may say that they are not all, or be cut off.</summary>
    private void ReadToEnd()
    {
        while (_reader.Read())
        {
            CheckDepth(_reader, _limits);
            if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "INFO")
            {
                VoTableHead.CheckStatus(_reader);
            }
        }
    }
}
