namespace Fathom.Production.Accounting;

/// <summary>The accounts in memory: for years, a few tens of bytes a cell. One writer, any number of readers.</summary>
public sealed class AccountingRollup
{
    /// <summary>How long hours are kept apart [h]; then they are added up to days. 60 days.</summary>
    public const int HoursKept = 60 * AccountingHour.PerDay;

    private static readonly AccountingSeries Gap = new("", "", "", "", "");
    private readonly Lock _gate = new();
    private List<AccountingSeries> _series = [];
    private Dictionary<AccountingSeries, int> _ids = [];
    private Dictionary<(string Campaign, string Transformation), int> _causes = [];
    private SortedList<long, AccountingDay> _days = [];
    private Dictionary<int, AccountingCell> _totals = [];

    /// <summary>Number of cells.</summary>
    public int Cells
    {
        get
        {
            lock (_gate)
            {
                return _days.Values.Sum(day => day.Count);
            }
        }
    }

    /// <summary>Number of the series, from 1; a new one gets the next. Its cause may become <see cref="AccountingSeries.OtherCauses"/>.</summary>
    public int Intern(AccountingSeries series)
    {
        lock (_gate)
        {
            if (_ids.TryGetValue(series, out int id))
            {
                return id;
            }

            (string, string) step = (series.Campaign, series.Transformation);
            if (series.Cause is not ("" or AccountingSeries.OtherCauses) && !HasCause(series))
            {
                int causes = _causes.GetValueOrDefault(step);
                if (causes >= AccountingSeries.MostCauses)
                {
                    return Intern(series with { Cause = AccountingSeries.OtherCauses });
                }

                _causes[step] = causes + 1;
            }

            _series.Add(series);
            _ids.Add(series, _series.Count);
            return _series.Count;
        }
    }

    /// <summary>The series of a number.</summary>
    public AccountingSeries Series(int id)
    {
        lock (_gate)
        {
            return _series[id - 1];
        }
    }

    /// <summary>Adds to a cell.</summary>
    /// <param name="hour">See <see cref="AccountingHour"/>.</param>
    /// <param name="series">Number of the series.</param>
    /// <param name="more">What is added.</param>
    public void Add(long hour, int series, in AccountingCell more)
    {
        long start = AccountingHour.StartOfDay(hour);
        lock (_gate)
        {
            if (!_days.TryGetValue(start, out AccountingDay? day))
            {
                CloseLast();
                _days.Add(start, day = new AccountingDay());
            }

            day.Add((byte)(hour - start), series, more);
            _totals[series] = _totals.GetValueOrDefault(series).Plus(more);
        }
    }

    /// <summary>The sum of each series over all time, without a look at its cells.</summary>
    public IReadOnlyList<(AccountingSeries Series, AccountingCell Sum)> Totals()
    {
        lock (_gate)
        {
            return [.. _totals.Select(total => (_series[total.Key - 1], total.Value))];
        }
    }

    /// <summary>Adds up the hours of each day before an hour, so that years stay small.</summary>
    public void Compact(long before)
    {
        lock (_gate)
        {
            for (int i = 0; i < _days.Count && _days.GetKeyAtIndex(i) + AccountingHour.PerDay <= before; i++)
            {
                AccountingDay day = _days.GetValueAtIndex(i);
                if (day.Hours.IndexOfAnyExcept((byte)0) >= 0)
                {
                    _days.SetValueAtIndex(i, day.AsOneHour());
                }
            }
        }
    }

    /// <summary>Takes over all of another, which is then left alone: after what was in memory is no longer trusted.</summary>
    internal void Become(AccountingRollup other)
    {
        lock (_gate)
        {
            (_series, _ids, _causes, _days, _totals) = (other._series, other._ids, other._causes, other._days, other._totals);
        }
    }

    /// <summary>Puts back a series that was kept under a number; numbers may have gaps.</summary>
    internal void Restore(int id, AccountingSeries series)
    {
        lock (_gate)
        {
            while (_series.Count < id - 1)
            {
                _series.Add(Gap);
            }

            if (Intern(series) != id)
            {
                throw new InvalidDataException($"Table accounting_series: {series} has number {id}; each series has one number, in ascending order.");
            }
        }
    }

    /// <summary>Gives every cell within a range of hours, with the number of its series, to a reader, in the order of days.</summary>
    internal void Scan(long from, long to, Action<long, int, AccountingCell> cell)
    {
        lock (_gate)
        {
            for (int i = FirstDay(from); i < _days.Count && _days.GetKeyAtIndex(i) <= to; i++)
            {
                long start = _days.GetKeyAtIndex(i);
                AccountingDay day = _days.GetValueAtIndex(i);
                for (int row = 0; row < day.Count; row++)
                {
                    long hour = start + day.Hours[row];
                    if (hour >= from && hour <= to)
                    {
                        cell(hour, day.Series[row], day.Cells[row]);
                    }
                }
            }
        }
    }

    private bool HasCause(AccountingSeries series) => _series.Any(known =>
        known.Cause == series.Cause && known.Transformation == series.Transformation && known.Campaign == series.Campaign);

    private void CloseLast()
    {
        if (_days.Count > 1)
        {
            // The last but one may still get what a clock that stepped back brings; it opens again by itself.
            _days.GetValueAtIndex(_days.Count - 2).Close();
        }
    }

    private int FirstDay(long from)
    {
        int low = 0, high = _days.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_days.GetKeyAtIndex(middle) + AccountingHour.PerDay <= from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
