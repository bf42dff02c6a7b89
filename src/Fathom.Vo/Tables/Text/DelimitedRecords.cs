using System.Text;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Text;

/// <summary>Reads records of cells from text: RFC 4180 with any separator, or cells between white space.</summary>
/// <remarks>A cell in quotes may hold separators, line ends and doubled quotes. Lines that begin with # before the first
/// record, and empty lines anywhere, are passed over.</remarks>
internal sealed class DelimitedRecords : IDisposable
{
    private const int BufferLength = 1 << 15;
    private const int EndOfFile = -1;

    private readonly StreamReader _reader;
    private readonly char _separator;
    private readonly TableLimits _limits;
    private readonly char[] _buffer = new char[BufferLength];
    private readonly List<int> _ends = [];
    private char[] _text = new char[1024];
    private int _used;
    private int _at;
    private int _filled;
    private bool _some;
    private long _lines;

    /// <summary>Records.</summary>
    /// <param name="stream">The text: UTF-8, or what its byte order mark says.</param>
    /// <param name="separator">What stands between cells; a space: any white space.</param>
    /// <param name="limits">What it may cost.</param>
    public DelimitedRecords(Stream stream, char separator, TableLimits limits)
    {
        (_separator, _limits) = (separator, limits);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        _reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, BufferLength, leaveOpen: true);
    }

    /// <summary>Number of cells of the record.</summary>
    public int Count => _ends.Count;

    /// <summary>Line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>A cell.</summary>
    public ReadOnlySpan<char> this[int cell] => _text.AsSpan((cell == 0 ? 0 : _ends[cell - 1])..(_ends[cell]));

    /// <summary>Goes to the next record.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="TableFormatException">The text is damaged or beyond a limit.</exception>
    public bool Read()
    {
        while (SkipToRecord())
        {
            ReadRecord();
            if (_ends.Count > 1 || this[0].Length > 0)
            {
                _some = true;
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private bool SkipToRecord()
    {
        while (true)
        {
            var next = Peek();
            if (next == EndOfFile)
            {
                return false;
            }

            if (next is '\n' or '\r' || (_separator == ' ' && next is ' ' or '\t'))
            {
                Take();
            }
            else if (next == '#' && !_some)
            {
                while (Peek() is not (EndOfFile or '\n'))
                {
                    Take();
                }
            }
            else
            {
                return true;
            }
        }
    }

    private void ReadRecord()
    {
        Line = _lines + 1;
        _ends.Clear();
        _used = 0;
        while (ReadCell())
        {
            if (_ends.Count > _limits.Columns)
            {
                throw new TableFormatException($"expected at most {_limits.Columns} cells, found more.", Line);
            }
        }
    }

    /// <summary>Reads a cell and what follows it.</summary>
    /// <returns>False where the record ends with it.</returns>
    private bool ReadCell()
    {
        if (Peek() == '"')
        {
            ReadQuoted();
        }
        else
        {
            while (Peek() is var next && next is not (EndOfFile or '\n' or '\r') && !IsSeparator(next))
            {
                Add((char)Take());
            }
        }

        _ends.Add(_used);
        return GoOn();
    }

    private void ReadQuoted()
    {
        Take();
        while (true)
        {
            var next = Take();
            if (next == EndOfFile)
            {
                throw new TableFormatException("a cell in quotes does not end.", Line);
            }

            if (next == '"')
            {
                if (Peek() != '"')
                {
                    return;
                }

                Take();
            }

            Add((char)next);
        }
    }

    private bool GoOn()
    {
        var next = Peek();
        if (_separator == ' ')
        {
            while (Peek() is ' ' or '\t')
            {
                Take();
            }

            return Peek() is not (EndOfFile or '\n' or '\r')
                && (next is ' ' or '\t' ? true : throw new TableFormatException($"cell {_ends.Count}: expected white space after a quote.", Line));
        }

        if (next == _separator)
        {
            Take();
            return true;
        }

        return next is EndOfFile or '\n' or '\r' ? false
            : throw new TableFormatException($"cell {_ends.Count}: expected '{_separator}' after a quote, found '{(char)next}'.", Line);
    }

    private bool IsSeparator(int character) => _separator == ' ' ? character is ' ' or '\t' : character == _separator;

    private int Peek() => _at < _filled || Fill() ? _buffer[_at] : EndOfFile;

    private int Take()
    {
        var next = Peek();
        _at++;
        if (next == '\n')
        {
            _lines++;
        }

        return next;
    }

    private void Add(char character)
    {
        if (_used == _text.Length)
        {
            if (_used >= _limits.CellBytes)
            {
                throw new TableFormatException($"a record is longer than the {_limits.CellBytes} characters that are allowed.", Line);
            }

            Array.Resize(ref _text, 2 * _used);
        }

        _text[_used++] = character;
    }

    private bool Fill()
    {
        try
        {
            _filled = _reader.Read(_buffer, 0, _buffer.Length);
            _at = 0;
        }
        catch (DecoderFallbackException error)
        {
            throw new TableFormatException("the text is not UTF-8.", _lines + 1, 0, error);
        }

        return _filled > 0;
    }
}
