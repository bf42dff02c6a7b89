using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Sql;

internal sealed partial class SqlWriter
{
    private const int LongestList = 50;

    private string Value(BoundExpression value) => value switch
    {
        BoundColumn column => Column(column),
        BoundConstant constant => Constant(constant, constant.Type),
        BoundArithmetic { Operator: ArithmeticOperator.Divide } quotient => _dialect.Quotient(Of(quotient.Left, quotient.Type), Of(quotient.Right, quotient.Type)),
        BoundArithmetic arithmetic => $"({Of(arithmetic.Left, arithmetic.Type)} {Sign(arithmetic.Operator)} {Of(arithmetic.Right, arithmetic.Type)})",
        BoundNegation negation => $"(- {Value(negation.Value)})",
        BoundCall call => _dialect.Call(call, [.. call.Arguments.Select((argument, i) => Of(argument, call.Function.Parameters[i]))]),
        BoundCoalesce coalesce => coalesce.Values.Count == 1
            ? Value(coalesce.Values[0])
            : $"COALESCE({string.Join(", ", coalesce.Values.Select(item => Of(item, coalesce.Type)))})",
        BoundCase choice => Chosen(choice),
        BoundAggregate aggregate => _dialect.Aggregate(
            aggregate,
            aggregate.Argument is null ? null : Value(aggregate.Argument),
            [.. aggregate.Parameters.Select(parameter => Constant(parameter, parameter.Type))]),
        _ => throw new NotSupportedException($"{value.GetType().Name} has no SQL."),
    };

    // A constant among real numbers is one, so that a quotient is not cut off.
    private string Of(BoundExpression value, AdqlType type) => value is BoundConstant constant
        ? Constant(constant, type is AdqlType.Shape ? constant.Type : type)
        : Value(value);

    private string Constant(BoundConstant constant, AdqlType type)
    {
        if (constant.Value is null)
        {
            return _dialect.Constant(null, type);
        }

        BoundConstant typed = type == AdqlType.Real && constant.Value is long whole
            ? new BoundConstant(constant.At, AdqlType.Real, (double)whole)
            : constant;
        return _dialect.Constant(_sql.Parameter(typed, _dialect.Value(typed)), typed.Type);
    }

    private string Chosen(BoundCase choice)
    {
        IEnumerable<string> branches = choice.Conditions.Select((condition, i) =>
            $"WHEN {Condition(condition)} THEN {Of(choice.Values[i], choice.Type)}");
        return $"CASE {string.Join(' ', branches)} ELSE {Of(choice.Values[^1], choice.Type)} END";
    }

    private static string Sign(ArithmeticOperator sign) => sign switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        _ => "||",
    };

    private string Condition(BoundExpression condition)
    {
        switch (condition)
        {
            case BoundComparison comparison:
                return Compared(comparison);
            case BoundTerms terms:
                return Joined([.. terms.Terms.Select(Condition)], terms.IsAll ? " AND " : " OR ", 0, terms.Terms.Count);
            case BoundNot not:
                return $"(NOT {Condition(not.Term)})";
            case BoundIsNull isNull:
                return $"({Value(isNull.Value)} IS NULL)";
            case BoundLike like:
                return _dialect.Like(Of(like.Value, AdqlType.Text), Of(like.Pattern, AdqlType.Text), like.IgnoresCase);
            case BoundIn list:
                return In(list);
            case BoundInQuery query:
                return $"({Value(query.Value)} IN ({Nested(query.Query)}))";
            default:
                return $"(EXISTS ({Nested(((BoundExists)condition).Query)}))";
        }
    }

    // A long row of terms as a tree that is not deep: SQLite takes a thousand levels.
    private static string Joined(IReadOnlyList<string> terms, string word, int from, int to) => to - from == 1
        ? terms[from]
        : $"({Joined(terms, word, from, (from + to) / 2)}{word}{Joined(terms, word, (from + to) / 2, to)})";

    private string Compared(BoundComparison comparison, bool isBoxed = true)
    {
        AdqlType type = JoinedTypes.Of(comparison.Left.Type, comparison.Right.Type)!.Value;
        string sign = comparison.Operator switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "<>",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };
        string compared = $"({Of(comparison.Left, type)} {sign} {Of(comparison.Right, type)})";
        return isBoxed && SkyBox.Of(comparison, _tables) is { } box
            ? $"({Value(box.Declination)} BETWEEN {Value(box.South)} AND {Value(box.North)} AND {(box.RightAscension is null ? string.Empty : Condition(box.RightAscension) + " AND ")}{compared})"
            : compared;
    }

    private string In(BoundIn list)
    {
        AdqlType type = list.Items.Aggregate(list.Value.Type, (known, item) => JoinedTypes.Of(known, item.Type)!.Value);
        string value = Of(list.Value, type);
        return list.Items.Count > LongestList && list.Items.All(item => item is BoundConstant)
            ? $"({_dialect.OneOf(value, _sql, type, [.. list.Items.Cast<BoundConstant>()])})"
            : $"({value} IN ({string.Join(", ", list.Items.Select(item => Of(item, type)))}))";
    }

    // A query within a condition is written apart and put in; parameters and tables are shared.
    private string Nested(BoundQuery query)
    {
        var inner = new SqlWriter(_dialect, _sql.Beside(), _tables);
        inner.Query(query, null);
        _sql.FindsCircles |= inner._sql.FindsCircles;
        return inner._sql.ToString();
    }
}
