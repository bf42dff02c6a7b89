using Fathom.Root.Columns;

namespace Fathom.Root.Objects;

/// <summary>One row of a record column: the members of one object by name.</summary>
/// <param name="Columns">The columns; null where the members are not known.</param>
/// <param name="Row">The row.</param>
public readonly record struct RootRecord(RecordColumn? Columns, int Row)
{
    /// <summary>Names of the members, those of base classes first.</summary>
    public IReadOnlyList<string> Names => Columns?.Names ?? [];

    /// <summary>Whether there is a member of this name.</summary>
    public bool Has(string name) => Columns?.Member(name) is not null;

    /// <summary>A number, converted.</summary>
    /// <exception cref="KeyNotFoundException">There is no number of this name.</exception>
    public double Number(string name) => Find(name) switch
    {
        NumberColumn<double> column => column.Values[Row],
        NumberColumn<float> column => column.Values[Row],
        _ => Integer(name),
    };

    /// <summary>A whole number, converted.</summary>
    /// <exception cref="KeyNotFoundException">There is no whole number of this name.</exception>
    public long Integer(string name) => Find(name) switch
    {
        NumberColumn<int> column => column.Values[Row],
        NumberColumn<uint> column => column.Values[Row],
        NumberColumn<short> column => column.Values[Row],
        NumberColumn<ushort> column => column.Values[Row],
        NumberColumn<sbyte> column => column.Values[Row],
        NumberColumn<byte> column => column.Values[Row],
        NumberColumn<long> column => column.Values[Row],
        NumberColumn<ulong> column => unchecked((long)column.Values[Row]),
        NumberColumn<bool> column => column.Values[Row] ? 1 : 0,
        _ => throw Missing(name, "number"),
    };

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">There is no text of this name.</exception>
    public string Text(string name) => Find(name) is TextColumn column ? column[Row] : throw Missing(name, "text");

    /// <summary>Numbers of an array.</summary>
    /// <typeparam name="T">The type of the items; nothing is converted.</typeparam>
    /// <exception cref="KeyNotFoundException">There is no such array of this name.</exception>
    public ReadOnlySpan<T> Array<T>(string name) where T : unmanaged =>
        Find(name) is ListColumn { Items: NumberColumn<T> numbers } list
            ? numbers.Values[list.Offsets[Row]..list.Offsets[Row + 1]]
            : throw Missing(name, $"array of {typeof(T).Name}");

    /// <summary>A member that is a record itself.</summary>
    /// <exception cref="KeyNotFoundException">There is no record of this name.</exception>
    public RootRecord Record(string name) =>
        Find(name) is RecordColumn column ? new RootRecord(column, Row) : throw Missing(name, "record");

    /// <summary>The object that a pointer leads to, or a collection; null for a null pointer or no such member.</summary>
    public RootObject? Object(string name) => Columns?.Member(name) is ObjectColumn column ? column[Row] : null;

    private RootColumn? Find(string name) => Columns?.Member(name);

    private KeyNotFoundException Missing(string name, string kind) => new($"{Columns?.ClassName} has no {kind} {name}");
}
