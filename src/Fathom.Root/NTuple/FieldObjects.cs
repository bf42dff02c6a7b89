using System.Buffers;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.NTuple;

/// <summary>
/// Fields whose objects ROOT streamed whole (specification, "ROOT streamed types"): offsets and bytes, and in the footer the
/// descriptions of the classes.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="tree">The fields.</param>
/// <param name="offsets">Reads the bytes.</param>
/// <param name="decoders">Decoders of the classes.</param>
internal sealed class FieldObjects(string path, FieldTree tree, FieldOffsets offsets, Lazy<DecoderFactory> decoders)
{
    private readonly Dictionary<int, Decoder> _decoders = [];
    private readonly ByteCursor _cursor = new(path);

    /// <summary>Why a field cannot be read; null where it can.</summary>
    internal string? Unsupported(int id) => Of(id).Unsupported;

    internal RootColumn NewColumn(int id) => Of(id).NewColumn();

    internal void Read(int id, ClusterRange range, long total, RootColumn column)
    {
        long[] ends = offsets.ReadBytes(id, range, total, out byte[] bytes);
        try
        {
            Decode(Of(id), ends.AsSpan(0, range.Count + 1), bytes, column);
        }
        catch (RootFormatException fault)
        {
            fault.IsOfObject = true;
            throw;
        }

        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<long>.Shared.Return(ends);
    }

    private void Decode(Decoder decoder, ReadOnlySpan<long> ends, byte[] bytes, RootColumn column)
    {
        for (int i = 0; i + 1 < ends.Length; i++)
        {
            // References count from the begin of each object.
            int start = (int)(ends[i] - ends[0]);
            int end = (int)(ends[i + 1] - ends[0]);
            _cursor.Open(bytes, end, fileOffset: 0, origin: -start);
            _cursor.Select(start, end);
            decoder.Read(_cursor, column);
            if (!_cursor.AtEnd)
            {
                throw _cursor.Fault($"an object of {decoder.TypeName} to end here", $"{_cursor.Remaining} more bytes");
            }
        }
    }

    /// <summary>The classes that an RNTuple describes itself.</summary>
    internal static IEnumerable<StreamerInfo> Infos(Schema schema, string path)
    {
        foreach (TypeInfoRecord info in schema.TypeInfos.Where(info => info.Kind == TypeInfoRecord.StreamerInfos))
        {
            ByteCursor cursor = new(path);
            cursor.Open(info.Content, info.Content.Length, fileOffset: 0, origin: 0);
            if (ObjectTag.Read(cursor).ClassName != "TList")
            {
                throw cursor.Fault("a list of streamer infos", "another object");
            }

            foreach (StreamerInfo known in new StreamerInfoReader(cursor).ReadList())
            {
                yield return known;
            }
        }
    }

    private Decoder Of(int id)
    {
        if (!_decoders.TryGetValue(id, out Decoder? decoder))
        {
            _decoders[id] = decoder = decoders.Value.ForType(CppType.Parse(tree.Field(id).TypeName), member: true);
        }

        return decoder;
    }
}
