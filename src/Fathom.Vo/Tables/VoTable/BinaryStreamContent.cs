using System.Xml;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>The bytes of a STREAM element, decoded as they are needed.</summary>
internal sealed class BinaryStreamContent
{
    private readonly XmlReader _reader;
    private byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _filled;
    private bool _ended;

    /// <summary>The content of the STREAM in the element at which the reader stands.</summary>
    public BinaryStreamContent(XmlReader reader)
    {
        _reader = reader;
        while (!reader.IsEmptyElement && reader.Read() && reader.NodeType != XmlNodeType.Element)
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                throw VoTableReader.Problem(reader, "expected a STREAM, found none.");
            }
        }

        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "STREAM")
        {
            throw VoTableReader.Problem(reader, $"expected a STREAM, found {reader.LocalName}.");
        }

        if (reader.GetAttribute("href") is not null)
        {
            throw VoTableReader.Problem(reader, "rows that stand elsewhere (href) are not fetched: they must be in the document.");
        }

        if (reader.GetAttribute("encoding") is not "base64")
        {
            throw VoTableReader.Problem(reader, $"expected a STREAM in base64, found '{reader.GetAttribute("encoding")}'.");
        }

        _ended = reader.IsEmptyElement;
    }

    /// <summary>Bytes that were taken.</summary>
    public long Position { get; private set; }

    /// <summary>True after the last byte.</summary>
    public bool IsAtEnd => !Has(1);

    /// <summary>Takes bytes; they are valid until the next call.</summary>
    /// <exception cref="Reading.TableFormatException">The content ends within them.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (!Has(count))
        {
            throw VoTableReader.Problem(_reader, $"the rows end within a value: {count} bytes were expected at byte {Position}, {_filled - _begin} are left.");
        }

        var taken = _buffer.AsSpan(_begin, count);
        _begin += count;
        Position += count;
        return taken;
    }

    /// <summary>What is wrong, and where.</summary>
    public Exception Problem(string problem) => VoTableReader.Problem(_reader, $"{problem} (byte {Position} of the rows)");

    private bool Has(int count)
    {
        while (_filled - _begin < count && !_ended)
        {
            _buffer.AsSpan(_begin, _filled - _begin).CopyTo(_buffer);
            (_begin, _filled) = (0, _filled - _begin);
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var read = _reader.ReadElementContentAsBase64(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;
            _ended = read == 0;
        }

        return _filled - _begin >= count;
    }
}
