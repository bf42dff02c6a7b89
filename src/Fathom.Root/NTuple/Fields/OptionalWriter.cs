using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A value or none: a collection of one item or none (specification, "std::optional&lt;T&gt;").</summary>
internal sealed class OptionalWriter(string cppName, FieldWriter item, OffsetBuffer offsets) : FieldWriter
{
    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Collection, FieldTraits.None, name, cppName, description));
        schema.AddColumn(id, offsets.Buffer);
        item.Describe(schema, id, "_0", "");
        return id;
    }

    internal override void Append(RootColumn rows, int first, int count)
    {
        ChoiceColumn choices = (ChoiceColumn)rows;
        for (int row = first; row < first + count; row++)
        {
            bool present = choices.Tags[row] >= 0;
            if (present)
            {
                item.Append(choices.Choices[0], choices.Rows[row], 1);
            }

            offsets.End(present ? 1 : 0);
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count)
    {
        ChoiceColumn choices = (ChoiceColumn)rows;
        long bytes = (long)count * offsets.Width;
        for (int row = first; row < first + count; row++)
        {
            bytes += choices.Tags[row] >= 0 ? item.Bytes(choices.Choices[0], choices.Rows[row], 1) : 0;
        }

        return bytes;
    }
}
