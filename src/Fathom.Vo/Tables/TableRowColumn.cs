using System.Text;

namespace Fathom.Vo.Tables;

/// <summary>A column that is given out: copied from a table, or computed.</summary>
public abstract class TableRowColumn
{
    /// <summary>What it holds.</summary>
    public abstract ColumnDescription Description { get; }

    /// <summary>Where the values are put.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>Puts the values of rows into the batch.</summary>
    public abstract void Add(long first, int count);

    /// <summary>A column of a table as it is.</summary>
    public static TableRowColumn Of(ColumnTable table, int column)
    {
        ArgumentNullException.ThrowIfNull(table);
        var what = table.Description.Columns[column];
        return (what.IsText, what.ArraySize, what.Type) switch
        {
            (true, _, _) => new Texts(table, column),
            (_, null, VoType.Boolean) => new Numbers<bool>(table, column),
            (_, null, VoType.UnsignedByte) => new Numbers<byte>(table, column),
            (_, null, VoType.Short) => new Numbers<short>(table, column),
            (_, null, VoType.Int) => new Numbers<int>(table, column),
            (_, null, VoType.Long) => new Numbers<long>(table, column),
            (_, null, VoType.Float) => new Numbers<float>(table, column),
            (_, null, _) => new Numbers<double>(table, column),
            (_, _, VoType.Boolean) => new Arrays<bool>(table, column),
            (_, _, VoType.UnsignedByte) => new Arrays<byte>(table, column),
            (_, _, VoType.Short) => new Arrays<short>(table, column),
            (_, _, VoType.Int) => new Arrays<int>(table, column),
            (_, _, VoType.Long) => new Arrays<long>(table, column),
            (_, _, VoType.Float) => new Arrays<float>(table, column),
            _ => new Arrays<double>(table, column),
        };
    }

    private abstract class Copied<T>(ColumnTable table, int column) : TableRowColumn
    {
        private readonly bool _isComplete = table.IsComplete(column);

        public override ColumnDescription Description => Table.Description.Columns[Column];

        public override ColumnBatch Batch => Values;

        protected ColumnTable Table => table;

        protected int Column => column;

        protected ValueBatch<T> Values { get; } = new();

        public override void Add(long first, int count)
        {
            if (_isComplete)
            {
                AddComplete(first, count);
                return;
            }

            for (var row = first; row < first + count; row++)
            {
                if (Table.IsNull(Column, row))
                {
                    Values.AddNull();
                }
                else
                {
                    AddComplete(row, 1);
                }
            }
        }

        protected abstract void AddComplete(long first, int count);
    }

    private sealed class Numbers<T>(ColumnTable table, int column) : Copied<T>(table, column)
        where T : unmanaged
    {
        protected override void AddComplete(long first, int count) => Values.AddRange(Table.Numbers<T>(Column, first, count));
    }

    private sealed class Arrays<T>(ColumnTable table, int column) : Copied<T[]>(table, column)
        where T : unmanaged
    {
        protected override void AddComplete(long first, int count)
        {
            for (var row = first; row < first + count; row++)
            {
                Values.Add(Table.Elements<T>(Column, row).ToArray());
            }
        }
    }

    private sealed class Texts(ColumnTable table, int column) : Copied<string>(table, column)
    {
        protected override void AddComplete(long first, int count)
        {
            for (var row = first; row < first + count; row++)
            {
                Values.Add(Encoding.UTF8.GetString(Table.Text(Column, row)));
            }
        }
    }
}
