using System.Text;

namespace Fathom.Root.Columns;

/// <summary>A record per row: one column for each member, those of base classes first.</summary>
public sealed class RecordColumn : RootColumn
{
    private readonly Dictionary<string, int> _places = [];
    private int _rows;

    /// <summary>No rows.</summary>
    /// <param name="className">Class of the records; empty where they have none.</param>
    /// <param name="names">Names of the members.</param>
    /// <param name="members">Their columns.</param>
    /// <param name="positional">The members are known by place, as in a pair: JSON arrays, not objects.</param>
    internal RecordColumn(string className, IReadOnlyList<string> names, IReadOnlyList<RootColumn> members, bool positional = false)
    {
        ClassName = className;
        Names = names;
        Members = members;
        Positional = positional;
        for (int i = 0; i < names.Count; i++)
        {
            _places.TryAdd(names[i], i);
        }
    }

    /// <summary>Class of the records; empty where they have none.</summary>
    public string ClassName { get; }

    /// <summary>Names of the members.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Columns of the members, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<RootColumn> Members { get; }

    /// <summary>The members are known by place, as in a pair.</summary>
    public bool Positional { get; }

    /// <inheritdoc/>
    public override int Count => _rows;

    internal override LeafKinds Kinds => Members.Aggregate(LeafKinds.None, (kinds, member) => kinds | member.Kinds);

    /// <summary>The column of a member; null where there is none of this name.</summary>
    public RootColumn? Member(string name) => _places.TryGetValue(name, out int place) ? Members[place] : null;

    /// <summary>Counts rows whose members have been added.</summary>
    public void EndRows(int rows) => _rows += rows;

    internal override void Clear()
    {
        _rows = 0;
        foreach (RootColumn member in Members)
        {
            member.Clear();
        }
    }

    internal override void Release()
    {
        _rows = 0;
        foreach (RootColumn member in Members)
        {
            member.Release();
        }
    }

    internal override void AddDefault()
    {
        _rows++;
        foreach (RootColumn member in Members)
        {
            member.AddDefault();
        }
    }

    /// <summary>Takes the members that both have; the others get defaults.</summary>
    internal override void AddFrom(RootColumn other, int row) => AddFrom(other, row, 1);

    internal override void AddFrom(RootColumn other, int first, int count)
    {
        RecordColumn record = (RecordColumn)other;
        for (int i = 0; i < Names.Count; i++)
        {
            if (record.Member(Names[i]) is RootColumn theirs && theirs.GetType() == Members[i].GetType())
            {
                Members[i].AddFrom(theirs, first, count);
                continue;
            }

            for (int row = 0; row < count; row++)
            {
                Members[i].AddDefault();
            }
        }

        _rows += count;
    }

    internal override void Accumulate(LeafSum sum)
    {
        foreach (RootColumn member in Members)
        {
            member.Accumulate(sum);
        }
    }

    internal override void WriteJson(StringBuilder json, int row)
    {
        json.Append(Positional ? '[' : '{');
        for (int i = 0; i < Names.Count; i++)
        {
            json.Append(i > 0 ? ", " : "");
            if (!Positional)
            {
                JsonText.Text(json, Names[i]);
                json.Append(": ");
            }

            Members[i].WriteJson(json, row);
        }

        json.Append(Positional ? ']' : '}');
    }
}
