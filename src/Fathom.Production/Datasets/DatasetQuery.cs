namespace Fathom.Production.Datasets;

/// <summary>Which files feed a transformation: the conjunction of clauses, each kind of clause but those on metadata at most once.</summary>
/// <remarks>Its text form is <see cref="DatasetQueryText"/>, its meaning <see cref="DatasetMatch"/> for one file in memory and
/// <see cref="DatasetSql"/> for a whole catalogue; a property test holds that both agree.</remarks>
/// <param name="Clauses">The clauses, in the order of the text.</param>
public sealed record DatasetQuery(IReadOnlyList<DatasetClause> Clauses)
{
    /// <summary>The tier that it asks for, or null.</summary>
    public string? Tier => Clauses.OfType<TierClause>().FirstOrDefault()?.Tier;

    /// <summary>The good run list that it names, or null.</summary>
    public GoodRunClause? GoodRuns => Clauses.OfType<GoodRunClause>().FirstOrDefault();

    /// <summary>Reads the text form.</summary>
    /// <exception cref="DatasetQueryException">It is no query; the message has line and column.</exception>
    public static DatasetQuery Parse(string text) => new DatasetQueryParser(text).Read();

    /// <summary>The same query with the version of its good run list fixed, so that its meaning stays what it is now.</summary>
    /// <param name="newest">Gives the newest version of a list, or null where there is none of the name.</param>
    /// <returns>The query, or null where the list is unknown.</returns>
    public DatasetQuery? Pin(Func<string, int?> newest)
    {
        if (GoodRuns is not { Version: null } open)
        {
            return this;
        }

        return newest(open.Name) is { } version
            ? new DatasetQuery([.. Clauses.Select(clause => clause == open ? open with { Version = version } : clause)])
            : null;
    }

    /// <inheritdoc/>
    public bool Equals(DatasetQuery? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>The text form, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => DatasetQueryText.Write(this);
}
