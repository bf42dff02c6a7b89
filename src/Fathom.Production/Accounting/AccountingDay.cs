namespace Fathom.Production.Accounting;

/// <summary>The cells of one day, as columns: an hour of the day, a series, the sums. Found by hash while they grow.</summary>
internal sealed class AccountingDay
{
    private byte[] _hours = new byte[4];
    private int[] _series = new int[4];
    private AccountingCell[] _cells = new AccountingCell[4];
    private Dictionary<(byte Hour, int Series), int>? _index;

    public int Count { get; private set; }

    /// <summary>The hours of the day, one a cell.</summary>
    public ReadOnlySpan<byte> Hours => _hours.AsSpan(0, Count);

    /// <summary>The series, one a cell.</summary>
    public ReadOnlySpan<int> Series => _series.AsSpan(0, Count);

    /// <summary>The cells.</summary>
    public ReadOnlySpan<AccountingCell> Cells => _cells.AsSpan(0, Count);

    public void Add(byte hour, int series, in AccountingCell more)
    {
        Dictionary<(byte, int), int> index = _index ??= Index();
        if (!index.TryGetValue((hour, series), out int row))
        {
            index.Add((hour, series), row = Count);
            Append(hour, series);
        }

        _cells[row] = _cells[row].Plus(more);
    }

    /// <summary>Nothing is expected to come any more: gives back what only growing needs.</summary>
    public void Close()
    {
        _index = null;
        Resize(Math.Max(1, Count));
    }

    /// <summary>The same with all hours as one.</summary>
    public AccountingDay AsOneHour()
    {
        var day = new AccountingDay();
        for (int row = 0; row < Count; row++)
        {
            day.Add(0, _series[row], _cells[row]);
        }

        day.Close();
        return day;
    }

    private Dictionary<(byte, int), int> Index()
    {
        var index = new Dictionary<(byte, int), int>(Count);
        for (int row = 0; row < Count; row++)
        {
            index.Add((_hours[row], _series[row]), row);
        }

        return index;
    }

    private void Append(byte hour, int series)
    {
        if (Count == _cells.Length)
        {
            Resize(Count * 2);
        }

        (_hours[Count], _series[Count], _cells[Count]) = (hour, series, default);
        Count++;
    }

    private void Resize(int length)
    {
        Array.Resize(ref _hours, length);
        Array.Resize(ref _series, length);
        Array.Resize(ref _cells, length);
    }
}
