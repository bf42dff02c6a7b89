using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Objects;

/// <summary>Reads single objects of any class.</summary>
internal sealed class ObjectReader(DecoderFactory factory)
{
    private const string BasketClass = "TBasket";

    private readonly CollectionReader _collections = new(factory);

    /// <summary>What stands behind a pointer.</summary>
    internal RootObject? ReadAny(ByteCursor cursor)
    {
        ObjectTag tag = ObjectTag.Read(cursor);
        if (tag.ClassName is null)
        {
            return tag.Known as RootObject;
        }

        // Known under its key before its members are read: they may refer back to it.
        RootObject value = new(tag.ClassName, null);
        cursor.References[tag.Key] = value;
        Fill(cursor, value, tag.End);
        return value;
    }

    /// <summary>An object of a class that is known from elsewhere.</summary>
    internal RootObject Read(ByteCursor cursor, string className)
    {
        RootObject value = new(className, null);
        Fill(cursor, value, end: -1);
        return value;
    }

    private void Fill(ByteCursor cursor, RootObject value, int end)
    {
        cursor.Enter();
        if (value.ClassName == BasketClass)
        {
            value.Payload = Trees.EmbeddedBasket.Read(cursor);
            value.Columns = new RecordColumn(BasketClass, [], []);
        }
        else if (CollectionReader.Reads(value.ClassName))
        {
            _collections.Read(cursor, value);
        }
        else if (!FillStandard(cursor, value))
        {
            FillMembers(cursor, value, end);
        }

        cursor.Leave();
    }

    /// <summary>A text or a collection of the standard library that is an object of its own.</summary>
    private bool FillStandard(ByteCursor cursor, RootObject value)
    {
        CppType type = CppType.Parse(value.ClassName);
        Decoder? decoder = type is { Name: "string", Arguments.Count: 0 } ? new Trees.TopTextDecoder()
            : type.Arguments.Count > 0 && !factory.Catalog.Knows(value.ClassName) ? factory.ForType(type, member: true)
            : null;
        if (decoder is null or UnsupportedDecoder)
        {
            return false;
        }

        RootColumn column = decoder.NewColumn();
        decoder.Read(cursor, column);
        value.Columns = new RecordColumn(value.ClassName, ["value"], [column]);
        return true;
    }

    private void FillMembers(ByteCursor cursor, RootObject value, int end)
    {
        StreamedHeader head = Peek(cursor);
        if (factory.ForClass(value.ClassName) is not ClassDecoder latest)
        {
            int to = end >= 0 ? end : head.End;
            cursor.GoTo(to >= 0 ? to : throw cursor.Fault("a class that the file describes", value.ClassName));
            return;
        }

        StreamerInfo? info = factory.Catalog.Find(value.ClassName, head.Version);
        ClassDecoder decoder = info is null || info == factory.Catalog.Find(value.ClassName, -1) ? latest : new ClassDecoder(info, factory);
        RecordColumn record = decoder.Plan.NewColumn();
        decoder.Read(cursor, record);
        value.Columns = record;
    }

    private static StreamedHeader Peek(ByteCursor cursor)
    {
        int start = cursor.Position;
        StreamedHeader head = cursor.Header();
        cursor.GoTo(start);
        return head;
    }
}
