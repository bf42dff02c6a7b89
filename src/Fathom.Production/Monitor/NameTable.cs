using System.Diagnostics.CodeAnalysis;

namespace Fathom.Production.Monitor;

/// <summary>Texts that occur in many jobs, each kept once under a small code; code 0 is the empty text.</summary>
/// <remarks>One writer adds; any thread reads. A full table gives <see cref="Overflow"/> to what is new, so that texts from
/// outside never use up the memory; the database still has the text itself.</remarks>
public sealed class NameTable
{
    /// <summary>What stands for texts that came after the table was full.</summary>
    public const string Overflow = "(other)";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly int _capacity;
    private volatile string[] _texts = [""];
    private volatile int[] _ranks = [0];

    /// <summary>Makes a table.</summary>
    /// <param name="capacity">Most different texts, the empty one and <see cref="Overflow"/> included.</param>
    public NameTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _capacity = capacity;
    }

    /// <summary>Number of codes: they are 0 to this, exclusive.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _codes.Count;
            }
        }
    }

    /// <summary>The code of a text; a new text gets the next one.</summary>
    public int Intern(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        lock (_gate)
        {
            if (_codes.TryGetValue(text, out int code))
            {
                return code;
            }

            if (_codes.Count >= _capacity - 1)
            {
                return _codes.TryGetValue(Overflow, out int other) ? other : Append(Overflow);
            }

            return Append(text);
        }
    }

    /// <summary>The code of a text that a job has or had.</summary>
    public bool TryFind(string text, [NotNullWhen(true)] out int? code)
    {
        lock (_gate)
        {
            code = _codes.TryGetValue(text, out int found) ? found : null;
            return code is not null;
        }
    }

    /// <summary>The text of a code.</summary>
    public string Text(int code) => _texts[code];

    /// <summary>Place of each code in ordinal order of the texts; computed when asked for after a new text.</summary>
    internal int[] Ranks()
    {
        lock (_gate)
        {
            if (_ranks.Length != _codes.Count)
            {
                _ranks = RanksOf(_texts.AsSpan(0, _codes.Count));
            }

            return _ranks;
        }
    }

    /// <summary>Place of each text in ordinal order; equal texts have the same place.</summary>
    internal static int[] RanksOf(ReadOnlySpan<string> texts)
    {
        string[] sorted = texts.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order, StringComparer.Ordinal);
        int[] ranks = new int[order.Length];
        for (int place = 1; place < order.Length; place++)
        {
            int step = string.Equals(sorted[place], sorted[place - 1], StringComparison.Ordinal) ? 0 : 1;
            ranks[order[place]] = ranks[order[place - 1]] + step;
        }

        return ranks;
    }

    private int Append(string text)
    {
        int code = _codes.Count;
        string[] texts = _texts;
        if (code == texts.Length)
        {
            Array.Resize(ref texts, Math.Max(16, code * 2));
        }

        texts[code] = text;
        _texts = texts;
        _codes.Add(text, code);
        return code;
    }
}
