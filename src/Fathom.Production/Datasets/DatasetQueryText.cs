using System.Globalization;
using System.Text;

namespace Fathom.Production.Datasets;

/// <summary>Writes queries as text; <see cref="DatasetQuery.Parse"/> reads it back to an equal query.</summary>
public static class DatasetQueryText
{
    private static readonly string[] Signs = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>The sign of an operator, as text and SQL know it.</summary>
    public static string Sign(DatasetOperator how) => Signs[(int)how];

    /// <summary>The operator of a sign, or null.</summary>
    public static DatasetOperator? Operator(string sign) => Array.IndexOf(Signs, sign) is var index and >= 0 ? (DatasetOperator)index : null;

    /// <summary>The text form, on one line.</summary>
    public static string Write(DatasetQuery query)
    {
        var text = new StringBuilder();
        foreach (DatasetClause clause in query.Clauses)
        {
            text.Append(text.Length == 0 ? "" : " and ").Append(Write(clause));
        }

        return text.ToString();
    }

    private static string Write(DatasetClause clause) => clause switch
    {
        TierClause tier => "tier = " + Quoted(tier.Tier),
        RunClause runs => "run in " + string.Join(", ", runs.Ranges.Select(Range)),
        GoodRunClause list => "grl = " + Quoted(list.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{list.Name}@{version}") : list.Name),
        CampaignClause campaign => "campaign = " + (campaign.Name is { } name ? Quoted(name) : "none"),
        SoftwareClause software => "software = " + Quoted(software.Version),
        ConditionsClause conditions => "conditions = " + Quoted(conditions.Tag),
        NameClause names => "lfn in " + string.Join(", ", names.Lfns.Select(Quoted)),
        NumberClause number => string.Create(CultureInfo.InvariantCulture, $"meta.{number.Key} {Sign(number.Operator)} {number.Value:R}"),
        TextClause text => $"meta.{text.Key} {(text.Equal ? "=" : "!=")} '{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new InvalidOperationException($"There is no text for {clause.GetType().Name}."),
    };

    private static string Range(RunRange range) => range.First == range.Last
        ? range.First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.First}..{range.Last}");

    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '/' or '@')
            ? word
            : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
