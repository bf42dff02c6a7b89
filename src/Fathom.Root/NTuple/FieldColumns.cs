using System.Runtime.InteropServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.NTuple;

/// <summary>
/// Reads fields of every structure (specification, "Mapping of C++ Types to Fields and Columns") into columns: numbers,
/// texts, collections, fixed arrays, records, variants and optional values.
/// </summary>
internal sealed class FieldColumns
{
    private const int MaximumDepth = 64;

    private readonly string _path;
    private readonly FieldTree _tree;
    private readonly FieldPages _pages;
    private readonly FieldNumbers _numbers;
    private readonly FieldOffsets _offsets;
    private readonly FieldObjects _objects;
    private readonly long _maximumBytes;

    internal FieldColumns(string path, FieldTree tree, PageReader pages, long maximumBytes, Lazy<DecoderFactory> decoders)
    {
        _path = path;
        _tree = tree;
        _maximumBytes = maximumBytes;
        _pages = new FieldPages(path, tree, pages);
        _numbers = new FieldNumbers(path, _pages);
        _offsets = new FieldOffsets(path, tree, _pages, maximumBytes);
        _objects = new FieldObjects(path, tree, _offsets, decoders);
    }

    /// <summary>Why a field cannot be read; null where it can.</summary>
    internal string? Unsupported(int id, int depth = 0)
    {
        FieldRecord field = _tree.Field(id);
        if (depth > MaximumDepth)
        {
            return $"fields more than {MaximumDepth} deep";
        }

        if (field.Role == FieldRole.Streamer)
        {
            return _objects.Unsupported(id);
        }

        bool leaf = field.Role == FieldRole.Leaf && _tree.Children(id).Count == 0 && field.ArraySize == 0;
        return leaf && FieldNumbers.NewColumn(field.TypeName) is null && field.TypeName != "std::string" && !FieldOffsets.IsCardinality(field)
            ? $"type {field.TypeName}"
            : _tree.Children(id).Select(child => Unsupported(child, depth + 1)).FirstOrDefault(reason => reason is not null);
    }

    internal RootColumn NewColumn(int id, int depth = 0)
    {
        FieldRecord field = _tree.Field(id);
        IReadOnlyList<int> children = _tree.Children(id);
        RootColumn[] below = depth > MaximumDepth ? throw Fault(field, "fields less deep")
            : [.. children.Select(child => NewColumn(child, depth + 1))];
        return field.Role switch
        {
            FieldRole.Record => new RecordColumn(field.TypeName, [.. children.Select(child => _tree.Field(child).Name)], below, FieldNames.IsPositional(field.TypeName)),
            FieldRole.Streamer => _objects.NewColumn(id),
            FieldRole.Variant => new ChoiceColumn(below),
            FieldRole.Collection when FieldNames.IsOptional(field.TypeName) => new ChoiceColumn(below),
            FieldRole.Collection when below.Length == 1 => new ListColumn(below[0]),
            FieldRole.Leaf when field.ArraySize > 0 || (field.Traits & FieldTraits.Repetitive) != 0 =>
                new ListColumn(below.Length == 1 ? below[0] : new NumberColumn<bool>()),
            FieldRole.Leaf when below.Length == 1 => below[0],
            FieldRole.Leaf when field.TypeName == "std::string" => new TextColumn(),
            FieldRole.Leaf when FieldOffsets.IsCardinality(field) => new NumberColumn<ulong>(),
            FieldRole.Leaf => FieldNumbers.NewColumn(field.TypeName) ?? throw Fault(field, "a type of RNTuple 1.0"),
            _ => throw Fault(field, "a structure of RNTuple 1.0"),
        };
    }

    /// <summary>Appends rows of a field.</summary>
    /// <param name="id">The field.</param>
    /// <param name="range">Cluster and rows.</param>
    /// <param name="total">Rows that the cluster has.</param>
    /// <param name="column">Receives them.</param>
    internal void Read(int id, ClusterRange range, long total, RootColumn column)
    {
        FieldRecord field = _tree.Field(id);
        IReadOnlyList<int> children = _tree.Children(id);
        if (field.Role == FieldRole.Streamer)
        {
            _objects.Read(id, range, total, column);
            return;
        }

        switch (column)
        {
            case RecordColumn record:
                for (int i = 0; i < children.Count; i++)
                {
                    Read(children[i], range, total, record.Members[i]);
                }

                record.EndRows(range.Count);
                break;
            case ChoiceColumn choice when field.Role == FieldRole.Variant:
                ReadVariant(id, range, total, choice);
                break;
            case ChoiceColumn choice:
                ReadOptional(id, range, total, choice);
                break;
            case ListColumn list when field.Role == FieldRole.Collection:
                ClusterRange items = _offsets.Read(id, range, total, list, out long itemTotal);
                Read(children[0], items, itemTotal, list.Items);
                break;
            case ListColumn list:
                ReadArray(id, range, total, list);
                break;
            case TextColumn texts:
                _offsets.ReadTexts(id, range, total, texts);
                break;
            case NumberColumn<ulong> sizes when FieldOffsets.IsCardinality(field):
                _offsets.ReadSizes(id, range, total, sizes);
                break;
            default:
                if (children.Count == 1)
                {
                    Read(children[0], range, total, column);
                    break;
                }

                CheckLength(range.Count * 8L, field);
                _numbers.Read(id, range, total, column);
                break;
        }
    }

    /// <summary>A column for the last field of a chain: lists for the collections and arrays above it.</summary>
    internal RootColumn NewColumn(ReadOnlySpan<int> chain)
    {
        if (chain.Length == 1)
        {
            return NewColumn(chain[0]);
        }

        RootColumn inside = NewColumn(chain[1..]);
        return _tree.Field(chain[0]).Role == FieldRole.Record ? inside : new ListColumn(inside);
    }

    /// <summary>Appends rows of the last field of a chain, from the top downwards.</summary>
    internal void Read(ReadOnlySpan<int> chain, ClusterRange range, long total, RootColumn column)
    {
        FieldRecord field = _tree.Field(chain[0]);
        if (chain.Length == 1)
        {
            Read(chain[0], range, total, column);
        }
        else if (field.Role == FieldRole.Record)
        {
            Read(chain[1..], range, total, column);
        }
        else if (field.Role == FieldRole.Collection)
        {
            ListColumn list = (ListColumn)column;
            ClusterRange items = _offsets.Read(chain[0], range, total, list, out long itemTotal);
            Read(chain[1..], items, itemTotal, list.Items);
        }
        else
        {
            ListColumn list = (ListColumn)column;
            CheckLength(field.ArraySize * range.Count, field);
            ClusterRange inside = new(range.Cluster, range.First * field.ArraySize, (int)(range.Count * field.ArraySize));
            Read(chain[1..], inside, total * field.ArraySize, list.Items);
            list.EndRows(range.Count, (int)field.ArraySize);
        }
    }

    private void ReadArray(int id, ClusterRange range, long total, ListColumn list)
    {
        FieldRecord field = _tree.Field(id);
        if (range.First > long.MaxValue / Math.Max(1, field.ArraySize))
        {
            throw Fault(field, "fewer items before an array");
        }

        long items = CheckLength(field.ArraySize * range.Count, field);
        ClusterRange inside = new(range.Cluster, range.First * field.ArraySize, (int)items);
        Read(_tree.Children(id).Count == 1 ? _tree.Children(id)[0] : id, inside, total * field.ArraySize, list.Items);
        list.EndRows(range.Count, (int)field.ArraySize);
    }

    private void ReadOptional(int id, ClusterRange range, long total, ChoiceColumn choice)
    {
        int child = _tree.Children(id)[0];
        ListColumn presence = new(new NumberColumn<byte>());
        ClusterRange items = _offsets.Read(id, range, total, presence, out long itemTotal);
        int row = choice.Choices[0].Count;
        Read(child, items, itemTotal, choice.Choices[0]);
        for (int i = 0; i < range.Count; i++)
        {
            bool present = presence.Offsets[i + 1] > presence.Offsets[i];
            choice.Add(present ? 0 : -1, present ? row++ : 0);
        }
    }

    /// <summary>A switch has the row of the alternative, eight bytes, and which one it is, four, counted from 1.</summary>
    private void ReadVariant(int id, ClusterRange range, long total, ChoiceColumn choice)
    {
        IReadOnlyList<int> children = _tree.Children(id);
        uint[] words = new uint[CheckLength(3L * range.Count, _tree.Field(id))];
        if (range.Count > 0 && _pages.Format(id, 0, range.Cluster).Type != ColumnType.Switch)
        {
            throw Fault(_tree.Field(id), "a switch");
        }

        _pages.Read<uint>(id, 0, range, total, words);
        long[] firsts = [.. Enumerable.Repeat(-1L, children.Count)];
        int[] counts = new int[children.Count];
        int[] rows = [.. choice.Choices.Select(alternative => alternative.Count)];
        for (int i = 0; i < range.Count; i++)
        {
            long index = BitConverter.ToInt64(MemoryMarshal.AsBytes(words.AsSpan(3 * i, 2)));
            long tag = words[(3 * i) + 2] - 1L;
            if (tag >= children.Count || (tag >= 0 && firsts[tag] >= 0 && index != firsts[tag] + counts[tag]))
            {
                throw Fault(_tree.Field(id), $"one of {children.Count} alternatives, row by row");
            }

            if (tag >= 0)
            {
                firsts[tag] = firsts[tag] < 0 ? index : firsts[tag];
                counts[tag]++;
            }

            choice.Add((int)tag, tag < 0 ? 0 : rows[tag] + counts[tag] - 1);
        }

        for (int i = 0; i < children.Count; i++)
        {
            Read(children[i], new ClusterRange(range.Cluster, Math.Max(0, firsts[i]), counts[i]), 0, choice.Choices[i]);
        }
    }

    private long CheckLength(long bytes, FieldRecord field) =>
        bytes <= Math.Min(_maximumBytes, Array.MaxLength) ? bytes : throw Fault(field, $"at most {_maximumBytes} bytes in one read; read a range");

    private RootFormatException Fault(FieldRecord field, string expected) =>
        new(_path, 0, expected, $"field {field.Name} of type {field.TypeName} ({field.Role})");
}
