using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Binding;

internal sealed partial class Binder
{
    private BoundExpression Condition(Expression condition, Scope scope)
    {
        switch (condition)
        {
            case Comparison comparison:
                return Comparison(comparison.At, comparison.Operator, Value(comparison.Left, scope), Value(comparison.Right, scope));
            case Conjunction all:
                return new BoundTerms(all.At, true, [.. all.Terms.Select(term => Condition(term, scope))]);
            case Disjunction any:
                return new BoundTerms(any.At, false, [.. any.Terms.Select(term => Condition(term, scope))]);
            case Not not:
                return new BoundNot(not.At, Condition(not.Term, scope));
            case Between between:
                BoundExpression value = Value(between.Value, scope);
                return Negated(between.IsNegated, new BoundTerms(between.At, true,
                [
                    Comparison(between.At, ComparisonOperator.GreaterOrEqual, value, Value(between.Low, scope)),
                    Comparison(between.At, ComparisonOperator.LessOrEqual, value, Value(between.High, scope)),
                ]));
            case InList list:
                return Negated(list.IsNegated, In(list, scope));
            case InQuery query:
                return Negated(query.IsNegated, In(query, scope));
            case Like like:
                return Negated(like.IsNegated, new BoundLike(
                    like.At, Text(Value(like.Value, scope), "LIKE"), Text(Value(like.Pattern, scope), "LIKE"), like.IgnoresCase));
            case IsNull isNull:
                return Negated(isNull.IsNegated, new BoundIsNull(isNull.At, Value(isNull.Value, scope)));
            default:
                var exists = (Exists)condition;
                return new BoundExists(exists.At, Query(exists.Query, scope));
        }
    }

    private static BoundExpression Negated(bool isNegated, BoundExpression condition) =>
        isNegated ? new BoundNot(condition.At, condition) : condition;

    private static BoundExpression Text(BoundExpression value, string where) =>
        value.Type is AdqlType.Text or AdqlType.Null or AdqlType.Timestamp
            ? value
            : throw new AdqlException(value.At, $"{where} needs a text, found {TypeNames.Of(value.Type)}.");

    private static BoundComparison Comparison(SourcePosition at, ComparisonOperator comparison, BoundExpression left, BoundExpression right)
    {
        (left, right) = Comparable(at, left, right);
        return new BoundComparison(at, comparison, left, right);
    }

    private static (BoundExpression Left, BoundExpression Right) Comparable(SourcePosition at, BoundExpression left, BoundExpression right)
    {
        if (left.Type == AdqlType.Timestamp || right.Type == AdqlType.Timestamp)
        {
            left = AsTime(left);
            right = AsTime(right);
        }

        return JoinedTypes.Of(left.Type, right.Type) is AdqlType.Integer or AdqlType.Real or AdqlType.Text or AdqlType.Timestamp or AdqlType.Null
            ? (left, right)
            : throw new AdqlException(at, $"{TypeNames.Of(left.Type)} cannot be compared with {TypeNames.Of(right.Type)}.");
    }

    // Times are compared as texts of one form.
    private static BoundExpression AsTime(BoundExpression value)
    {
        if (value is BoundCall { Function.Name: "timestamp" } || value.Type is not (AdqlType.Text or AdqlType.Timestamp))
        {
            return value;
        }

        BoundExpression time = Called(value.At, "timestamp", [value]);
        return time is BoundConstant { Value: null } && value is BoundConstant { Value: string text }
            ? throw new AdqlException(value.At, $"'{text}' is no time; write YYYY-MM-DDThh:mm:ss.")
            : time;
    }

    private BoundIn In(InList list, Scope scope)
    {
        BoundExpression value = Value(list.Value, scope);
        var items = new List<BoundExpression>();
        foreach (Expression item in list.Items)
        {
            (BoundExpression compared, BoundExpression bound) = Comparable(item.At, value, Value(item, scope));
            value = compared;
            items.Add(bound);
        }

        return new BoundIn(list.At, value, items);
    }

    private BoundInQuery In(InQuery query, Scope scope)
    {
        BoundExpression value = Value(query.Value, scope);
        BoundQuery bound = Query(query.Query, scope);
        if (bound.Columns.Count != 1)
        {
            throw new AdqlException(query.Query.At, FormattableString.Invariant($"a query after IN has one column, found {bound.Columns.Count}."));
        }

        AdqlType type = Meanings.TypeOf(bound.Columns[0]);
        return JoinedTypes.Of(value.Type, type) is AdqlType.Integer or AdqlType.Real or AdqlType.Text or AdqlType.Timestamp or AdqlType.Null
            ? new BoundInQuery(query.At, value, bound)
            : throw new AdqlException(query.At, $"{TypeNames.Of(value.Type)} cannot be compared with {TypeNames.Of(type)}.");
    }
}
