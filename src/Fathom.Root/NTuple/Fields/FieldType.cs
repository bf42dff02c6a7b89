using Fathom.Root.Columns;
using Fathom.Root.NTuple.Fields;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>The structure of a field to be written (specification, "Mapping of C++ Types to Fields and Columns").</summary>
public sealed class FieldType
{
    private const int MaximumAlternatives = 125;

    private readonly Func<bool, FieldWriter> _writer;
    private readonly Func<RootColumn> _column;

    private FieldType(string cppName, Func<RootColumn> column, Func<bool, FieldWriter> writer)
    {
        CppName = cppName;
        _column = column;
        _writer = writer;
    }

    /// <summary>A text: <c>std::string</c>.</summary>
    public static FieldType Text { get; } = TextWith(OffsetEncoding.Default);

    /// <summary>An uninterpreted byte: <c>std::byte</c>.</summary>
    public static FieldType Byte { get; } = Named<byte>("std::byte", ColumnType.Byte);

    /// <summary>A character of C++: <c>char</c>, a number for .NET.</summary>
    public static FieldType Character { get; } = Named<sbyte>("char", ColumnType.Char);

    /// <summary>Its C++ type; empty for records and collections without one.</summary>
    public string CppName { get; }

    /// <summary>A text: <c>std::string</c>.</summary>
    /// <param name="offsets">How the ends of texts are stored.</param>
    /// <exception cref="ArgumentOutOfRangeException">None of the encodings.</exception>
    public static FieldType TextWith(OffsetEncoding offsets)
    {
        Check(offsets);
        return new FieldType("std::string", () => new TextColumn(), compressed => new TextFieldWriter(offsets, compressed));
    }

    /// <summary>One number.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    /// <param name="encoding">How it is stored.</param>
    /// <exception cref="NotSupportedException">No column holds <typeparamref name="T"/>, or not in this way.</exception>
    public static FieldType Number<T>(ColumnEncoding encoding = default) where T : unmanaged
    {
        ElementType type = ElementType.Of<T>();
        _ = encoding.Of(type, compressed: true);
        return new FieldType(type.CppName, () => new NumberColumn<T>(), compressed => NewNumber<T>(encoding, compressed));
    }

    /// <summary>Any number of items: <c>std::vector&lt;item&gt;</c>.</summary>
    /// <param name="item">Type of the items.</param>
    /// <param name="cppName">Another collection, such as <c>std::set&lt;float&gt;</c>; empty for one without a type.</param>
    /// <param name="offsets">How the ends of lists are stored.</param>
    /// <exception cref="ArgumentOutOfRangeException">None of the encodings.</exception>
    public static FieldType List(FieldType item, string? cppName = null, OffsetEncoding offsets = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        Check(offsets);
        string name = cppName ?? $"std::vector<{item.CppName}>";
        return new FieldType(
            name,
            () => new ListColumn(item.NewColumn()),
            compressed => new CollectionWriter(name, item.NewWriter(compressed), new OffsetBuffer(offsets, compressed)));
    }

    /// <summary>Pairs of key and value: <c>std::map&lt;key,value&gt;</c>.</summary>
    public static FieldType Map(FieldType key, FieldType value)
    {
        FieldType pair = Pair(key, value);
        return List(pair, $"std::map<{key.CppName},{value.CppName}>");
    }

    /// <summary>As many items in every row: <c>std::array&lt;item,length&gt;</c>.</summary>
    public static FieldType Array(FieldType item, int length)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        string name = $"std::array<{item.CppName},{length}>";
        return new FieldType(
            name, () => new ListColumn(item.NewColumn()), compressed => new ArrayWriter(name, length, item.NewWriter(compressed)));
    }

    /// <summary>Bits: <c>std::bitset&lt;length&gt;</c>, lists of truth values.</summary>
    public static FieldType Bitset(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        string name = $"std::bitset<{length}>";
        return new FieldType(name, () => new ListColumn(new NumberColumn<bool>()), _ => new ArrayWriter(name, length, items: null));
    }

    /// <summary>Members side by side.</summary>
    /// <param name="cppName">Class of the record; empty for one without a class.</param>
    /// <param name="members">Names and types of the members.</param>
    public static FieldType Record(string cppName, params (string Name, FieldType Type)[] members)
    {
        ArgumentNullException.ThrowIfNull(cppName);
        ArgumentNullException.ThrowIfNull(members);
        string[] names = [.. members.Select(member => NTupleNaming.Checked(member.Name))];
        return new FieldType(
            cppName,
            () => new RecordColumn(cppName, names, [.. members.Select(member => member.Type.NewColumn())], FieldNames.IsPositional(cppName)),
            compressed => new RecordWriter(cppName, names, [.. members.Select(member => member.Type.NewWriter(compressed))]));
    }

    /// <summary>Two members: <c>std::pair&lt;first,second&gt;</c>.</summary>
    public static FieldType Pair(FieldType first, FieldType second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Record($"std::pair<{first.CppName},{second.CppName}>", ("_0", first), ("_1", second));
    }

    /// <summary>Members by place: <c>std::tuple&lt;…&gt;</c>.</summary>
    public static FieldType Tuple(params FieldType[] members) => Record(
        $"std::tuple<{Names(members)}>", [.. members.Select((member, i) => ($"_{i}", member))]);

    /// <summary>A value of one of several types: <c>std::variant&lt;…&gt;</c>.</summary>
    public static FieldType Variant(params FieldType[] alternatives)
    {
        string name = $"std::variant<{Names(alternatives)}>";
        ArgumentOutOfRangeException.ThrowIfZero(alternatives.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alternatives.Length, MaximumAlternatives);
        return new FieldType(
            name,
            () => new ChoiceColumn([.. alternatives.Select(alternative => alternative.NewColumn())]),
            compressed => new VariantWriter(name, [.. alternatives.Select(alternative => alternative.NewWriter(compressed))]));
    }

    /// <summary>A value or none: <c>std::optional&lt;value&gt;</c>.</summary>
    /// <param name="value">Type of the value.</param>
    /// <param name="cppName">Another type of this kind, such as <c>std::unique_ptr&lt;T&gt;</c>.</param>
    /// <param name="offsets">How it is stored which rows have a value.</param>
    /// <exception cref="ArgumentOutOfRangeException">None of the encodings.</exception>
    public static FieldType Optional(FieldType value, string? cppName = null, OffsetEncoding offsets = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(offsets);
        string name = cppName ?? $"std::optional<{value.CppName}>";
        return new FieldType(
            name,
            () => new ChoiceColumn([value.NewColumn()]),
            compressed => new OptionalWriter(name, value.NewWriter(compressed), new OffsetBuffer(offsets, compressed)));
    }

    /// <summary>A type that is kept as another: an enumeration, or <c>std::atomic&lt;T&gt;</c>.</summary>
    public static FieldType KeptAs(string cppName, FieldType inside)
    {
        ArgumentException.ThrowIfNullOrEmpty(cppName);
        ArgumentNullException.ThrowIfNull(inside);
        return new FieldType(cppName, inside.NewColumn, compressed => new WrapperWriter(cppName, inside.NewWriter(compressed)));
    }

    /// <summary>A column of this structure without rows: what <see cref="StructuredColumn"/> takes.</summary>
    public RootColumn NewColumn() => _column();

    internal FieldWriter NewWriter(bool compressed) => _writer(compressed);

    internal static NumberWriter<T> NewNumber<T>(ColumnEncoding encoding, bool compressed) where T : unmanaged
    {
        ElementType type = ElementType.Of<T>();
        return new NumberWriter<T>(type.CppName, encoding.Of(type, compressed));
    }

    private static FieldType Named<T>(string cppName, ColumnType column) where T : unmanaged =>
        new(cppName, () => new NumberColumn<T>(), _ => new NumberWriter<T>(cppName, column));

    private static void Check(OffsetEncoding offsets)
    {
        if (!Enum.IsDefined(offsets))
        {
            throw new ArgumentOutOfRangeException(nameof(offsets), offsets, "no encoding of offsets");
        }
    }

    private static string Names(FieldType[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return string.Join(',', types.Select(type => type.CppName));
    }
}
