namespace Fathom.Vo.Adql.Binding;

/// <summary>What a grouped SELECT may compute: from what rows of a group have in common, and from aggregates.</summary>
internal static class Grouping
{
    /// <summary>Checks values.</summary>
    /// <exception cref="AdqlException">One needs a column that differs within a group, or an aggregate of an aggregate.</exception>
    public static void Check(IReadOnlyList<BoundExpression> groups, IEnumerable<BoundExpression> values)
    {
        HashSet<string> keys = [.. groups.Select(group => group.Key)];
        foreach (BoundExpression value in values)
        {
            Check(value, keys);
        }
    }

    private static void Check(BoundExpression value, HashSet<string> keys)
    {
        if (keys.Contains(value.Key))
        {
            return;
        }

        switch (value)
        {
            case BoundAggregate aggregate:
                if (aggregate.Children.SelectMany(child => child.Parts).FirstOrDefault(part => part is BoundAggregate) is { } inner)
                {
                    throw new AdqlException(inner.At, "an aggregate cannot stand within an aggregate.");
                }

                return;
            case BoundColumn column:
                throw new AdqlException(
                    column.At, $"the column {column.Description.Name} must stand in GROUP BY or within an aggregate such as MIN({column.Description.Name}).");
            default:
                foreach (BoundExpression child in value.Children)
                {
                    Check(child, keys);
                }

                return;
        }
    }
}
