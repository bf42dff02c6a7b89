using Fathom.Root.Columns;

namespace Fathom.Root.Tests.Files;

/// <summary>Rows of columns of any structure, drawn.</summary>
internal static class DrawRows
{
    /// <summary>Appends a row.</summary>
    /// <param name="column">The column.</param>
    /// <param name="random">Draws.</param>
    /// <param name="kind">Says how long lists are: those of fixed arrays and bitsets are always full.</param>
    internal static void Add(RootColumn column, Random random, string kind)
    {
        switch (column)
        {
            case TextColumn texts:
                texts.Add(Draw.Text(random));
                break;
            case RecordColumn record:
                foreach (RootColumn member in record.Members)
                {
                    Add(member, random, kind);
                }

                record.EndRows(1);
                break;
            case ListColumn list:
                int length = kind switch { "mask" => 13, "matrix" => list.Items is ListColumn ? 3 : 2, _ => random.Next(6) };
                for (int i = 0; i < length; i++)
                {
                    Add(list.Items, random, kind);
                }

                list.EndRow();
                break;
            case ChoiceColumn choice:
                int tag = random.Next(-1, choice.Choices.Count);
                if (tag >= 0)
                {
                    Add(choice.Choices[tag], random, kind);
                }

                choice.Choose(tag);
                break;
            default:
                AddNumber(column, random);
                break;
        }
    }

    private static void AddNumber(RootColumn column, Random random)
    {
        switch (column)
        {
            case NumberColumn<bool> numbers: numbers.Add(Draw.Value<bool>(random)); break;
            case NumberColumn<sbyte> numbers: numbers.Add(Draw.Value<sbyte>(random)); break;
            case NumberColumn<byte> numbers: numbers.Add(Draw.Value<byte>(random)); break;
            case NumberColumn<short> numbers: numbers.Add(Draw.Value<short>(random)); break;
            case NumberColumn<ushort> numbers: numbers.Add(Draw.Value<ushort>(random)); break;
            case NumberColumn<int> numbers: numbers.Add(Draw.Value<int>(random)); break;
            case NumberColumn<uint> numbers: numbers.Add(Draw.Value<uint>(random)); break;
            case NumberColumn<long> numbers: numbers.Add(Draw.Value<long>(random)); break;
            case NumberColumn<float> numbers: numbers.Add(Draw.Value<float>(random)); break;
            case NumberColumn<double> numbers: numbers.Add(Draw.Value<double>(random)); break;
            default: throw new ArgumentException($"no numbers: {column.GetType()}", nameof(column));
        }
    }
}
