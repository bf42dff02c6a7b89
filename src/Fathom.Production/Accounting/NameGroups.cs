namespace Fathom.Production.Accounting;

/// <summary>Which group of an answer each series belongs to; found out once a series.</summary>
internal sealed class NameGroups(AccountingRollup rollup, AccountingQuery query)
{
    private const int Unseen = -2, LeftOut = -1;
    private readonly List<int> _groupOf = [];
    private readonly List<AccountingSeries> _names = [];
    private readonly Dictionary<AccountingSeries, int> _ids = [];

    /// <summary>The group, or -1 where the question leaves the series out.</summary>
    public int Of(int series)
    {
        while (_groupOf.Count <= series)
        {
            _groupOf.Add(Unseen);
        }

        return _groupOf[series] == Unseen ? _groupOf[series] = Find(rollup.Series(series)) : _groupOf[series];
    }

    /// <summary>The names of a group; empty where the question does not group by them.</summary>
    public AccountingSeries Names(int group) => _names[group];

    private int Find(AccountingSeries series)
    {
        if (!query.Takes(series))
        {
            return LeftOut;
        }

        AccountingSeries names = new(
            Kept(AccountingDimension.Site, series.Site),
            Kept(AccountingDimension.Campaign, series.Campaign),
            Kept(AccountingDimension.Transformation, series.Transformation),
            Kept(AccountingDimension.User, series.Owner),
            Kept(AccountingDimension.Cause, series.Cause));
        if (!_ids.TryGetValue(names, out int group))
        {
            _ids.Add(names, group = _names.Count);
            _names.Add(names);
        }

        return group;
    }

    private string Kept(AccountingDimension dimension, string name) => query.By.Contains(dimension) ? name : "";
}
