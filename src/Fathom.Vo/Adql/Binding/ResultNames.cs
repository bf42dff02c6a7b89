namespace Fathom.Vo.Adql.Binding;

/// <summary>Names of a result's columns, each once.</summary>
internal sealed class ResultNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a value that was given none.</summary>
    public static string Of(BoundExpression value) => value switch
    {
        BoundColumn column => column.Description.Name,
        BoundCall call => call.Function.Name,
        BoundAggregate { Kind: AggregateKind.Count, Argument: null } => "count_all",
        BoundAggregate { Kind: AggregateKind.Average } => "avg",
        BoundAggregate { Kind: AggregateKind.Least } => "min",
        BoundAggregate { Kind: AggregateKind.Greatest } => "max",
        BoundAggregate { Kind: AggregateKind.Join } => "ivo_string_agg",
        BoundAggregate { Kind: AggregateKind.Histogram } => "ivo_histogram",
        BoundAggregate aggregate => aggregate.Kind.ToString().ToLowerInvariant(),
        BoundCoalesce => "coalesce",
        BoundCase => "case_value",
        BoundConstant => "constant",
        _ => "expression",
    };

    /// <summary>The name, with a number behind it where it is taken.</summary>
    public string Unique(string name)
    {
        string unique = name;
        for (int number = 2; !_taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }
}
