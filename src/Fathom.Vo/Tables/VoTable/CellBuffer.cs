using System.Xml;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>The characters of one cell, gathered without a string.</summary>
internal sealed class CellBuffer(int limit)
{
    private char[] _characters = new char[256];
    private int _used;

    /// <summary>What was gathered.</summary>
    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _used);

    /// <summary>Begins anew.</summary>
    public void Clear() => _used = 0;

    /// <summary>Adds the text of the node at which the reader stands; other nodes are passed over.</summary>
    public void AddNode(XmlReader reader)
    {
        if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
        {
            return;
        }

        while (true)
        {
            if (_used == _characters.Length)
            {
                Array.Resize(ref _characters, 2 * _used);
            }

            var read = reader.ReadValueChunk(_characters, _used, _characters.Length - _used);
            if (read == 0)
            {
                return;
            }

            _used += read;
            if (_used > limit)
            {
                throw VoTableReader.Problem(reader, $"a cell is longer than the {limit} characters that are allowed.");
            }
        }
    }
}
