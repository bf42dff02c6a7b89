using System.Text;

namespace Fathom.Root.Columns;

/// <summary>In each row a value of one of several columns, or none: a variant or an optional value.</summary>
public sealed class ChoiceColumn : RootColumn
{
    private GrowingArray<int> _tags = new();
    private GrowingArray<int> _rows = new();

    /// <summary>No rows.</summary>
    /// <param name="choices">A column for each alternative.</param>
    internal ChoiceColumn(IReadOnlyList<RootColumn> choices) => Choices = choices;

    /// <summary>A column for each alternative.</summary>
    public IReadOnlyList<RootColumn> Choices { get; }

    /// <summary>Which alternative each row has, from 0 on; −1 for none.</summary>
    public ReadOnlySpan<int> Tags => _tags.Values;

    /// <summary>The row of the alternative where the value stands.</summary>
    public ReadOnlySpan<int> Rows => _rows.Values;

    /// <inheritdoc/>
    public override int Count => _tags.Count;

    internal override LeafKinds Kinds => Choices.Aggregate(LeafKinds.None, (kinds, choice) => kinds | choice.Kinds);

    /// <summary>Appends a row: the last value of an alternative, which was added just before, or none.</summary>
    /// <param name="tag">The alternative, from 0 on; −1 for none.</param>
    public void Choose(int tag) => Add(tag, tag < 0 ? 0 : Choices[tag].Count - 1);

    internal void Add(int tag, int row)
    {
        _tags.Add(tag);
        _rows.Add(row);
    }

    internal override void Clear()
    {
        _tags.Clear();
        _rows.Clear();
        foreach (RootColumn choice in Choices)
        {
            choice.Clear();
        }
    }

    internal override void Release()
    {
        _tags.Release();
        _rows.Release();
        foreach (RootColumn choice in Choices)
        {
            choice.Release();
        }
    }

    internal override void AddDefault() => Add(-1, 0);

    internal override void AddFrom(RootColumn other, int row)
    {
        ChoiceColumn choice = (ChoiceColumn)other;
        int tag = choice.Tags[row];
        if (tag >= 0)
        {
            Choices[tag].AddFrom(choice.Choices[tag], choice.Rows[row]);
        }

        Add(tag, tag >= 0 ? Choices[tag].Count - 1 : 0);
    }

    internal override void Accumulate(LeafSum sum)
    {
        foreach (RootColumn choice in Choices)
        {
            choice.Accumulate(sum);
        }
    }

    internal override void WriteJson(StringBuilder json, int row)
    {
        if (Tags[row] < 0)
        {
            json.Append("null");
            return;
        }

        Choices[Tags[row]].WriteJson(json, Rows[row]);
    }
}
