using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Objects of one class: byte count and version, then base classes and members as the file describes them.</summary>
internal sealed class ClassDecoder : Decoder, IMemberWise
{
    private readonly DecoderFactory _factory;
    private readonly StreamerInfo _info;
    private readonly ClassPlan _plan;
    private Dictionary<StreamerInfo, ClassPlan>? _others;

    internal ClassDecoder(StreamerInfo info, DecoderFactory factory)
    {
        _info = info;
        _factory = factory;
        _plan = ClassPlan.Of(info, factory);
    }

    internal override int Width => _plan.Width;

    internal override string? Unsupported => _plan.Unsupported;

    internal override string TypeName => _info.Name;

    internal ClassPlan Plan => _plan;

    internal override RootColumn NewColumn() => _plan.NewColumn();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        cursor.Enter();
        StreamerInfo info = Version(cursor, out StreamedHeader head);
        Run(cursor, (RecordColumn)column, PlanOf(info), 1, memberWise: false);
        cursor.Finish(head, _info.Name);
        cursor.Leave();
    }

    public StreamerInfo? ReadMemberVersion(ByteCursor cursor)
    {
        ushort version = cursor.U16();
        return version == 0 ? _factory.Catalog.FindByChecksum(_info.Name, cursor.U32()) : _factory.Catalog.Find(_info.Name, version);
    }

    public void ReadMembers(ByteCursor cursor, RootColumn column, StreamerInfo? version)
    {
        int size = cursor.Size();
        if (size > 0)
        {
            Run(cursor, (RecordColumn)column, PlanOf(version ?? _info), size, memberWise: true);
        }
    }

    /// <summary>Steps over byte count and version; a class without versions has its checksum there, too.</summary>
    internal static StreamedHeader Header(ByteCursor cursor, uint checksum)
    {
        StreamedHeader head = cursor.Header();
        if (head is { Version: 0, End: >= 0 } && cursor.PeekU32() == checksum)
        {
            _ = cursor.U32();
        }

        return head;
    }

    private StreamerInfo Version(ByteCursor cursor, out StreamedHeader head)
    {
        head = cursor.Header();
        if (head is { Version: 0, End: >= 0 } && _factory.Catalog.FindByChecksum(_info.Name, cursor.PeekU32()) is StreamerInfo found)
        {
            _ = cursor.U32();
            return found;
        }

        return head.Version == _info.Version ? _info : _factory.Catalog.Find(_info.Name, head.Version) ?? _info;
    }

    private ClassPlan PlanOf(StreamerInfo info)
    {
        if (ReferenceEquals(info, _info))
        {
            return _plan;
        }

        _others ??= [];
        if (!_others.TryGetValue(info, out ClassPlan? plan))
        {
            _others[info] = plan = ClassPlan.Of(info, _factory);
        }

        return plan;
    }

    private void Run(ByteCursor cursor, RecordColumn record, ClassPlan plan, int count, bool memberWise)
    {
        bool same = ReferenceEquals(plan, _plan);
        RecordColumn target = same ? record : plan.NewColumn();
        if (memberWise)
        {
            plan.RunMembers(cursor, target, count);
        }
        else
        {
            plan.Run(cursor, target);
        }

        if (!same)
        {
            TakeOver(target, record, count);
        }
    }

    /// <summary>Members of objects of another version of the class, by name.</summary>
    private static void TakeOver(RecordColumn other, RecordColumn record, int count)
    {
        for (int row = 0; row < count; row++)
        {
            record.AddFrom(other, row);
        }
    }
}
