using System.Globalization;
using Fathom.Root.Container;

namespace Fathom.Root.Streamers.Written;

/// <summary>Streams an object as the description of its class says (io/doc/TFile/datarecord.md, TBufferFile).</summary>
/// <param name="classes">Told which classes the file needs descriptions of.</param>
internal sealed class ObjectWriter(WrittenClasses classes)
{
    private const uint NewClass = 0xFFFFFFFF;
    private const uint ClassReference = 0x80000000;
    private const int MapOffset = 2;

    private readonly Dictionary<string, uint> _classPlaces = [];
    private readonly Dictionary<WrittenObject, uint> _objectPlaces = [];

    /// <summary>The bytes of an object with a key of its own.</summary>
    /// <param name="value">The object.</param>
    /// <param name="keyLength">Length of the key, from which references count.</param>
    internal byte[] Write(WrittenObject value, int keyLength)
    {
        BigEndianWriter record = new() { Start = keyLength };
        Whole(record, value);
        return record.Written.ToArray();
    }

    /// <summary>An object where its class is known.</summary>
    private void Whole(BigEndianWriter record, WrittenObject value)
    {
        classes.Use(value.ClassName);
        switch (value.ClassName)
        {
            case "TObjArray":
                record.Counted(body =>
                {
                    TObject(body.U16(ClassTable.Get("TObjArray").Version), value);
                    body.Text("").I32(value.Items.Count).I32(0);
                    foreach (WrittenObject item in value.Items)
                    {
                        Pointer(body, item);
                    }
                });
                break;
            case "TList":
                record.Counted(body =>
                {
                    TObject(body.U16(ClassTable.Get("TList").Version), value);
                    body.Text("").I32(value.Items.Count);
                    foreach (WrittenObject item in value.Items)
                    {
                        Pointer(body, item);
                        body.Text("");
                    }
                });
                break;
            default:
                Body(record, value, ClassTable.Get(value.ClassName));
                break;
        }
    }

    /// <summary>An object behind a pointer: null, one that was written before, or class and object.</summary>
    private void Pointer(BigEndianWriter record, WrittenObject? value)
    {
        if (value is null)
        {
            record.U32(0);
            return;
        }

        if (_objectPlaces.TryGetValue(value, out uint place))
        {
            record.U32(place);
            return;
        }

        _objectPlaces[value] = (uint)(record.Start + record.Length + MapOffset);
        record.Counted(body =>
        {
            if (_classPlaces.TryGetValue(value.ClassName, out uint known))
            {
                body.U32(ClassReference | known);
            }
            else
            {
                _classPlaces[value.ClassName] = (uint)(body.Start + body.Length + MapOffset);
                body.U32(NewClass).ZeroEnded(value.ClassName);
            }

            Whole(body, value);
        });
    }

    private void Body(BigEndianWriter record, WrittenObject value, WrittenClass described) => record.Counted(body =>
    {
        body.U16(described.Version);
        foreach (WrittenElement element in described.Elements)
        {
            Element(body, value, element);
        }
    });

    private void Element(BigEndianWriter body, WrittenObject value, WrittenElement element)
    {
        object? member = value.Find(element.Name);
        switch (element.Type)
        {
            case ElementType.TObject:
                TObject(body, value);
                break;
            case ElementType.TNamed or ElementType.Base when element.Name.StartsWith("TArray", StringComparison.Ordinal):
                Numbers(body, (Array?)value.Find("fArray") ?? Array.Empty<byte>(), count: true);
                break;
            case ElementType.TNamed or ElementType.Base:
                Body(body, value, ClassTable.Get(element.Name));
                break;
            case ElementType.TString:
                body.Text((string?)member ?? "");
                break;
            case ElementType.Object or ElementType.ObjectPointerNeverNull:
                Whole(body, (WrittenObject?)member ?? new WrittenObject(element.TypeName.TrimEnd('*')));
                break;
            case ElementType.Any when element.TypeName == "ROOT::TIOFeatures":
                // A class without version: 0, and its checksum.
                body.Counted(features => features.U16(0).U32(ClassTable.Get("ROOT::TIOFeatures").Checksum).U8(0));
                break;
            case ElementType.Any:
                Numbers(body, (Array?)member ?? Array.Empty<byte>(), count: true);
                break;
            case ElementType.ObjectPointer:
                Pointer(body, (WrittenObject?)member);
                break;
            case > ElementType.Pointer and < ElementType.Object:
                Array items = (Array?)member ?? Array.Empty<byte>();
                body.U8((byte)(items.Length > 0 ? 1 : 0));
                Numbers(body, items, count: false);
                break;
            default:
                Number(body, element.Type, member ?? 0);
                break;
        }
    }

    private static void TObject(BigEndianWriter body, WrittenObject value) => body.U16(1).U32(0).U32(value.Bits);

    private static void Number(BigEndianWriter body, int type, object value)
    {
        switch (type)
        {
            case ElementType.Bool or ElementType.Char or ElementType.UChar:
                body.U8(unchecked((byte)Convert.ToInt32(value, CultureInfo.InvariantCulture)));
                break;
            case ElementType.Short or ElementType.UShort:
                body.U16(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
            case ElementType.Int or ElementType.Counter:
                body.I32(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
            case ElementType.UInt or ElementType.Bits:
                body.U32(Convert.ToUInt32(value, CultureInfo.InvariantCulture));
                break;
            case ElementType.Long64 or ElementType.Long:
                body.U64((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ElementType.Float:
                body.U32(BitConverter.SingleToUInt32Bits(Convert.ToSingle(value, CultureInfo.InvariantCulture)));
                break;
            case ElementType.Double:
                body.U64(BitConverter.DoubleToUInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            default:
                throw new NotSupportedException($"a member of type {type} is not written");
        }
    }

    private static void Numbers(BigEndianWriter body, Array values, bool count)
    {
        if (count)
        {
            body.I32(values.Length);
        }

        int type = values switch
        {
            int[] => ElementType.Int,
            long[] => ElementType.Long64,
            float[] => ElementType.Float,
            double[] => ElementType.Double,
            _ => ElementType.Char,
        };
        foreach (object value in values)
        {
            Number(body, type, value);
        }
    }
}
