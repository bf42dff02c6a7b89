using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A field that shows columns of others (specification, "Alias columns").</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Source">Path of what it shows; the steps through the items of collections are left out.</param>
/// <param name="Cardinality">It shows the sizes of a collection, not its items.</param>
internal sealed record Projection(string Name, string Source, bool Cardinality)
{
    private const string CardinalityType = "ROOT::RNTupleCardinality<std::uint64_t>";

    /// <summary>Adds the field to a schema that has the fields which it shows.</summary>
    /// <exception cref="ArgumentException">There are none, or they cannot be shown in this way.</exception>
    internal void Describe(FieldSchema schema)
    {
        int[] chain = Find(schema.Schema);
        int[] collections = [.. chain.Where(id => schema.Schema.Fields[id].Role == FieldRole.Collection)];
        FieldRecord source = schema.Schema.Fields[chain[^1]];
        if (Cardinality)
        {
            bool shown = collections.Length == 1 && collections[0] == chain[^1];
            Add(schema, -1, Name, shown ? source with { Role = FieldRole.Leaf, TypeName = CardinalityType } : throw Refused("is not a collection"), chain[^1]);
            return;
        }

        if (source.Role != FieldRole.Leaf || source.Traits != FieldTraits.None || collections.Length > 1 || !schema.ColumnsOf(chain[^1]).Any())
        {
            throw Refused("is not a number or text within at most one collection");
        }

        int parent = -1;
        string name = Name;
        if (collections.Length == 1)
        {
            FieldRecord list = schema.Schema.Fields[collections[0]];
            parent = Add(schema, -1, Name, list with { TypeName = $"std::vector<{source.TypeName}>" }, collections[0]);
            name = "_0";
        }

        Add(schema, parent, name, source, chain[^1]);
    }

    private static int Add(FieldSchema schema, int parent, string name, FieldRecord shown, int source)
    {
        int id = schema.Add(parent, shown with { Name = name, Traits = FieldTraits.Projected, Source = source, Description = "" });
        foreach (int column in schema.ColumnsOf(source).ToArray())
        {
            schema.Schema.Add(new AliasRecord(column, id));
        }

        return id;
    }

    /// <summary>Ids of the fields from the top to the source.</summary>
    private int[] Find(Schema schema)
    {
        List<int> chain = [];
        foreach (string part in Source.Split('.'))
        {
            int found = Child(schema, chain, part);
            while (found < 0 && chain.Count > 0 && Child(schema, chain, "_0") is >= 0 and int item)
            {
                chain.Add(item);
                found = Child(schema, chain, part);
            }

            chain.Add(found >= 0 ? found : throw Refused("is no field"));
        }

        return [.. chain];
    }

    private static int Child(Schema schema, List<int> chain, string name)
    {
        for (int id = 0; id < schema.Fields.Count; id++)
        {
            FieldRecord field = schema.Fields[id];
            bool below = chain.Count == 0 ? field.Parent == id : field.Parent == chain[^1] && id != chain[^1];
            if (below && field.Name == name && (field.Traits & FieldTraits.Projected) == 0)
            {
                return id;
            }
        }

        return -1;
    }

    private ArgumentException Refused(string why) => new($"field {Name} cannot show {Source}, which {why}");
}
