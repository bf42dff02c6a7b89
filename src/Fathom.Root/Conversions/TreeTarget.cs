using Fathom.Root.Columns;
using Fathom.Root.Trees;

namespace Fathom.Root.Conversions;

/// <summary>Branches for columns that were read.</summary>
internal static class TreeTarget
{
    /// <summary>Whether a branch that we write can hold a column.</summary>
    internal static bool Holds(RootColumn column) => column is TextColumn or ListColumn { Items: not (ListColumn or RecordColumn or ChoiceColumn or TextColumn or ObjectColumn) }
        || column is not (ListColumn or RecordColumn or ChoiceColumn or ObjectColumn);

    /// <summary>Adds a branch of the type of a column.</summary>
    /// <param name="model">The tree.</param>
    /// <param name="name">Name of the branch.</param>
    /// <param name="shape">A column that <see cref="Holds"/>.</param>
    /// <param name="taken">Names of all columns: a counter has another.</param>
    internal static void Add(TreeModel model, string name, RootColumn shape, ISet<string> taken)
    {
        switch (shape)
        {
            case TextColumn:
                model.AddString(name);
                break;
            case ListColumn lists:
                string counter = $"n{name}";
                while (!taken.Add(counter))
                {
                    counter = $"n_{counter}";
                }

                _ = new Adding(model, name, counter).Of(lists.Items);
                break;
            default:
                _ = new Adding(model, name, Counter: null).Of(shape);
                break;
        }
    }

    /// <summary>Adds a branch of one number, or where a counter is named, of many.</summary>
    private readonly record struct Adding(TreeModel Model, string Name, string? Counter)
    {
        internal TreeColumn Of(RootColumn numbers) => numbers switch
        {
            NumberColumn<bool> => Add<bool>(),
            NumberColumn<sbyte> => Add<sbyte>(),
            NumberColumn<byte> => Add<byte>(),
            NumberColumn<short> => Add<short>(),
            NumberColumn<ushort> => Add<ushort>(),
            NumberColumn<int> => Add<int>(),
            NumberColumn<uint> => Add<uint>(),
            NumberColumn<long> => Add<long>(),
            NumberColumn<ulong> => Add<ulong>(),
            NumberColumn<float> => Add<float>(),
            NumberColumn<double> => Add<double>(),
            _ => throw new NotSupportedException($"{numbers.GetType().Name} in a tree"),
        };

        private TreeColumn Add<T>() where T : unmanaged => Counter is null ? Model.AddScalar<T>(Name) : Model.AddVector<T>(Name, Counter);
    }
}
