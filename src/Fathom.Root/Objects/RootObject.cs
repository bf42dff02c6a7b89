using System.Text;
using Fathom.Root.Columns;

namespace Fathom.Root.Objects;

/// <summary>An object of a file: its class, its members, and what it holds where it is a collection.</summary>
public sealed class RootObject
{
    private const int MaximumJsonDepth = 8;

    [ThreadStatic]
    private static int t_depth;

    private readonly int _row;

    internal RootObject(string className, RecordColumn? members, int row = 0)
    {
        ClassName = className;
        Columns = members;
        _row = row;
    }

    /// <summary>Its C++ class.</summary>
    public string ClassName { get; }

    /// <summary>Its members; not known for a class that the file does not describe, and empty for collections.</summary>
    public RootRecord Members => Columns is null ? default : new RootRecord(Columns, _row);

    /// <summary>Objects within a TList, TObjArray, TClonesArray or TMap (key and value in turn).</summary>
    public IReadOnlyList<RootObject?> Items { get; internal set; } = [];

    /// <summary>False where the class is not described, so that the bytes were stepped over.</summary>
    public bool IsKnown => Columns is not null;

    internal RecordColumn? Columns { get; set; }

    /// <summary>What a decoder of one class keeps for another part of the library.</summary>
    internal object? Payload { get; set; }

    /// <summary>The object as JSON.</summary>
    public string ToJson()
    {
        StringBuilder json = new();
        WriteJson(json, depth: 0);
        return json.ToString();
    }

    internal void WriteJson(StringBuilder json, int depth)
    {
        // Objects refer to each other, also in circles: what lies deep is named only.
        if (depth > MaximumJsonDepth || Columns is null || t_depth > MaximumJsonDepth)
        {
            json.Append("{\"_class\": ");
            JsonText.Text(json, ClassName);
            json.Append('}');
            return;
        }

        t_depth++;
        try
        {
            json.Append("{\"_class\": ");
            JsonText.Text(json, ClassName);
            WriteMembers(json);
            WriteItems(json, depth);
            json.Append('}');
        }
        finally
        {
            t_depth--;
        }
    }

    private void WriteMembers(StringBuilder json)
    {
        for (int i = 0; i < Columns!.Names.Count && Columns.Count > 0; i++)
        {
            json.Append(", ");
            JsonText.Text(json, Columns.Names[i]);
            json.Append(": ");
            Columns.Members[i].WriteJson(json, _row);
        }
    }

    private void WriteItems(StringBuilder json, int depth)
    {
        if (Items.Count == 0)
        {
            return;
        }

        json.Append(", \"_items\": [");
        for (int i = 0; i < Items.Count; i++)
        {
            json.Append(i > 0 ? ", " : "");
            if (Items[i] is RootObject item)
            {
                item.WriteJson(json, depth + 1);
            }
            else
            {
                json.Append("null");
            }
        }

        json.Append(']');
    }
}
