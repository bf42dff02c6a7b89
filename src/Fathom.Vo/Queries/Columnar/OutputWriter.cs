using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Writes a value of the rows of a block into the batch of a column.</summary>
internal abstract class OutputWriter
{
    /// <summary>The batch.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>Adds the rows of a block.</summary>
    public abstract void Add(in RowBlock rows);

    /// <summary>The writer of an output.</summary>
    public static OutputWriter Of(BoundExpression output, ColumnDescription column, ColumnTable table, NodeCompiler compiler) =>
        output is BoundColumn reference && !column.IsText && column.ArraySize is null
            ? column.Type switch
            {
                VoType.Boolean => new Stored<bool>(table, reference.Column),
                VoType.UnsignedByte => new Stored<byte>(table, reference.Column),
                VoType.Short => new Stored<short>(table, reference.Column),
                VoType.Int => new Stored<int>(table, reference.Column),
                VoType.Long => new Stored<long>(table, reference.Column),
                VoType.Float => new Stored<float>(table, reference.Column),
                _ => new Stored<double>(table, reference.Column),
            }
            : new Computed(compiler.Value(output), ColumnWriter.Of(column));

    /// <summary>Numbers as they are stored.</summary>
    private sealed class Stored<T>(ColumnTable table, int column) : OutputWriter
        where T : unmanaged
    {
        private readonly ValueBatch<T> _batch = new();
        private readonly bool _isComplete = table.IsComplete(column);

        public override ColumnBatch Batch => _batch;

        public override void Add(in RowBlock rows)
        {
            ReadOnlySpan<T> values = table.Numbers<T>(column, rows.First, rows.Extent);
            if (_isComplete && rows.Selected is null)
            {
                _batch.AddRange(values);
                return;
            }

            for (int i = 0; i < rows.Count; i++)
            {
                if (!_isComplete && table.IsNull(column, rows.Row(i)))
                {
                    _batch.AddNull();
                }
                else
                {
                    _batch.Add(values[rows.Selected is null ? i : rows.Selected[i]]);
                }
            }
        }
    }

    /// <summary>Values that are computed.</summary>
    private sealed class Computed(Node node, ColumnWriter writer) : OutputWriter
    {
        public override ColumnBatch Batch => writer.Batch;

        public override void Add(in RowBlock rows)
        {
            node.Evaluate(rows);
            writer.AddAll(node.Result, rows.Count);
        }
    }
}
