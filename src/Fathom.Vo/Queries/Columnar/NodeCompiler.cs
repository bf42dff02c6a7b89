using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Turns expressions into nodes.</summary>
/// <param name="column">The node of a column; each expression gets its own nodes, and with them its own memory.</param>
internal sealed class NodeCompiler(Func<BoundColumn, Node> column)
{
    /// <summary>A compiler for columns of a table.</summary>
    public static NodeCompiler Of(ColumnTable table) => new(column => Column(table, column));

    /// <summary>The node of a value, of a type that the value has or is converted to.</summary>
    public Node Value(BoundExpression value, AdqlType? wanted = null)
    {
        AdqlType type = wanted ?? value.Type;
        if (value is BoundConstant constant)
        {
            return new ConstantNode(type, type == AdqlType.Real && constant.Value is long whole ? (double)whole : constant.Value);
        }

        Node node = value switch
        {
            BoundColumn reference => column(reference),
            BoundArithmetic { Operator: ArithmeticOperator.Concatenate } join =>
                new ConcatenateNode(Value(join.Left, AdqlType.Text), Value(join.Right, AdqlType.Text)),
            BoundArithmetic { Type: AdqlType.Real } real =>
                new RealArithmeticNode(real.Operator, Value(real.Left, AdqlType.Real), Value(real.Right, AdqlType.Real)),
            BoundArithmetic whole => new IntegerArithmeticNode(
                whole.Operator, Value(whole.Left, AdqlType.Integer), Value(whole.Right, AdqlType.Integer), whole.At),
            BoundNegation negation => new NegationNode(Value(negation.Value, negation.Type == AdqlType.Null ? AdqlType.Integer : negation.Type), negation.At),
            BoundCoalesce coalesce => new CoalesceNode(coalesce.Type, [.. coalesce.Values.Select(item => Value(item, coalesce.Type))]),
            BoundCase choice => new CaseNode(
                choice.Type, [.. choice.Conditions.Select(Condition)], [.. choice.Values.Select(item => Value(item, choice.Type))]),
            BoundCall call => Call(call),
            _ => throw new NotSupportedException($"{value.GetType().Name} has no node."),
        };
        return type == AdqlType.Real && node.Result is IntegerVector ? new WidenNode(node) : node;
    }

    /// <summary>The node of a condition.</summary>
    public TruthNode Condition(BoundExpression condition)
    {
        switch (condition)
        {
            case BoundComparison comparison:
                AdqlType type = Common(comparison.Left, comparison.Right);
                Node left = Value(comparison.Left, type), right = Value(comparison.Right, type);
                return type switch
                {
                    AdqlType.Real => new RealComparison(comparison.Operator, left, right),
                    AdqlType.Integer => new IntegerComparison(comparison.Operator, left, right),
                    _ => new TextComparison(comparison.Operator, left, right),
                };
            case BoundTerms terms:
                return new TermsNode(terms.IsAll, [.. terms.Terms.Select(Condition)], [.. terms.Terms.Select(MayFail)]);
            case BoundNot not:
                return new NotNode(Condition(not.Term));
            case BoundIsNull isNull:
                return new IsNullNode(Value(isNull.Value));
            case BoundLike like:
                return new LikeNode(Value(like.Value, AdqlType.Text), Value(like.Pattern, AdqlType.Text), like.IgnoresCase);
            case BoundIn list:
                return In(list);
            default:
                throw new NotSupportedException($"{condition.GetType().Name} has no node.");
        }
    }

    private TruthNode In(BoundIn list)
    {
        AdqlType type = list.Items.Aggregate(list.Value.Type, (known, item) => JoinedTypes.Of(known, item.Type)!.Value);
        if (!list.Items.All(item => item is BoundConstant))
        {
            return Condition(new BoundTerms(list.At, false, [.. list.Items.Select(item => new BoundComparison(item.At, ComparisonOperator.Equal, list.Value, item))]));
        }

        object?[] values = [.. list.Items.Select(item => Boxed((BoundConstant)item, type))];
        return new InNode(Value(list.Value, type), [.. values.OfType<object>()], values.Contains(null));
    }

    // Whole numbers may not fit, and functions of several values have rules of their own.
    private static bool MayFail(BoundExpression term) => term.Parts.Any(part =>
        part is BoundArithmetic { Type: AdqlType.Integer } or BoundNegation { Type: AdqlType.Integer } or BoundCall { Function: { OfOne: null, Name: not ("floor" or "in_circle") } });

    private static object? Boxed(BoundConstant constant, AdqlType type) =>
        type == AdqlType.Real && constant.Value is long whole ? (double)whole : constant.Value;

    private static AdqlType Common(BoundExpression left, BoundExpression right) => JoinedTypes.Of(left.Type, right.Type)!.Value;

    private Node Call(BoundCall call)
    {
        ScalarFunction function = call.Function;
        if (ReferenceEquals(function, GeometryFunctions.InCircle) && call.Arguments.Skip(2).All(argument => argument is BoundConstant { Value: not null })
            && Circle(call) is { } circle)
        {
            return new InCircleNode(Value(call.Arguments[0], AdqlType.Real), Value(call.Arguments[1], AdqlType.Real), circle);
        }

        Node[] arguments = [.. call.Arguments.Select((argument, i) => Value(argument, Wanted(argument, function.Parameters[i])))];
        return function.Name switch
        {
            "floor" => new FloorNode(arguments[0]),
            _ when function.OfOne is { } one => new RealCallNode(one, arguments[0]),
            _ => new CallNode(function, arguments),
        };
    }

    // A parameter may take several types of shapes, but one type of number or text.
    private static AdqlType Wanted(BoundExpression argument, AdqlType parameter) =>
        parameter == AdqlType.Shape ? argument.Type : parameter == AdqlType.Timestamp ? AdqlType.Text : parameter;

    private static InCircle? Circle(BoundCall call)
    {
        double[] numbers = [.. call.Arguments.Skip(2).Select(argument => ((BoundConstant)argument).Number)];
        return Math.Abs(numbers[1]) <= 90 && numbers[2] >= 0 ? new InCircle(numbers[0], numbers[1], numbers[2]) : null;
    }

    private static Node Column(ColumnTable table, BoundColumn reference)
    {
        int column = reference.Column;
        return reference.Type is AdqlType.Text or AdqlType.Timestamp ? new TextColumnNode(table, column)
            : reference.Type is not (AdqlType.Integer or AdqlType.Real) ? ArrayColumns.Node(table, reference)
            : reference.Description.Type switch
            {
                VoType.Boolean => new BooleanColumnNode(table, column),
                VoType.UnsignedByte => new IntegerColumnNode<byte>(table, column),
                VoType.Short => new IntegerColumnNode<short>(table, column),
                VoType.Int => new IntegerColumnNode<int>(table, column),
                VoType.Long => new IntegerColumnNode<long>(table, column),
                VoType.Float => new RealColumnNode<float>(table, column),
                _ => new RealColumnNode<double>(table, column),
            };
    }
}
