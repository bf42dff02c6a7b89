using System.Text;
using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Objects;

/// <summary>The collections of ROOT, which stream themselves in their own way (TList, TObjArray, TMap, TClonesArray, …).</summary>
internal sealed class CollectionReader(DecoderFactory factory)
{
    private const uint BypassStreamer = 1 << 12;

    internal static bool Reads(string className) => className is
        "TList" or "THashList" or "TSortedList" or "TObjArray" or "TMap" or "TClonesArray" or "TRefArray" or "TOrdCollection";

    internal void Read(ByteCursor cursor, RootObject collection)
    {
        StreamedHeader head = cursor.Header();
        uint bits = head.Version > 2 ? cursor.TObject() : 0;
        TextColumn name = new();
        name.Add(head.Version > 1 || collection.ClassName != "TList" ? cursor.Text() : []);
        collection.Columns = new RecordColumn(collection.ClassName, ["fName"], [name]);
        collection.Columns.EndRows(1);
        collection.Items = collection.ClassName switch
        {
            "TObjArray" => ReadArray(cursor),
            "TMap" => ReadMany(cursor, 2L * cursor.Size(), options: false),
            "TClonesArray" => ReadClones(cursor, (bits & BypassStreamer) != 0),
            "TRefArray" => SkipReferences(cursor),
            "TOrdCollection" => ReadMany(cursor, cursor.Size(), options: false),
            _ => ReadMany(cursor, cursor.Size(), options: true),
        };
        cursor.Finish(head, collection.ClassName);
    }

    private List<RootObject?> ReadArray(ByteCursor cursor)
    {
        int count = cursor.Size();
        _ = cursor.I32();
        return ReadMany(cursor, count, options: false);
    }

    private List<RootObject?> ReadMany(ByteCursor cursor, long count, bool options)
    {
        List<RootObject?> items = [];
        for (long i = 0; i < count; i++)
        {
            items.Add(factory.Objects.ReadAny(cursor));
            if (options)
            {
                _ = cursor.Text();
            }
        }

        return items;
    }

    private List<RootObject?> ReadClones(ByteCursor cursor, bool memberWise)
    {
        string className = Encoding.UTF8.GetString(cursor.Text()).Split(';')[0];
        int count = cursor.Size();
        _ = cursor.I32();
        List<RootObject?> items = [];
        if (count == 0)
        {
            return items;
        }

        if (factory.ForClass(className) is not ClassDecoder decoder)
        {
            throw cursor.Fault("a TClonesArray of a class that the file describes", className);
        }

        RecordColumn record = decoder.Plan.NewColumn();
        if (memberWise)
        {
            decoder.Plan.RunMembers(cursor, record, count);
        }

        for (int i = 0; i < count; i++)
        {
            bool present = memberWise || cursor.U8() != 0;
            if (present && !memberWise)
            {
                decoder.Read(cursor, record);
            }

            items.Add(present ? new RootObject(className, record, memberWise ? i : record.Count - 1) : null);
        }

        return items;
    }

    private static List<RootObject?> SkipReferences(ByteCursor cursor)
    {
        int count = cursor.Size();
        _ = cursor.I32();
        _ = cursor.U16();
        _ = cursor.Take((int)Math.Min(4L * count, int.MaxValue));
        return [];
    }
}
