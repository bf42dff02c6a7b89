using Fathom.Root.Objects;
using Fathom.Root.Streamers.Custom;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Makes decoders: from members as a file describes them, from C++ type names, from class names.</summary>
internal sealed class DecoderFactory
{
    private readonly string _path;
    private readonly Dictionary<string, Decoder> _classes = [];
    private readonly HashSet<string> _underWay = [];
    private readonly CollectionTypes _collections;
    private readonly ClassStreamers _streamers;

    /// <summary>Decoders of the classes of a file.</summary>
    /// <param name="catalog">What the file says of its classes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="streamers">Classes that are read in their own way.</param>
    internal DecoderFactory(StreamerCatalog catalog, string path, ClassStreamers streamers)
    {
        _streamers = streamers;
        Catalog = catalog;
        _path = path;
        Objects = new ObjectReader(this);
        _collections = new CollectionTypes(this);
    }

    internal StreamerCatalog Catalog { get; }

    /// <summary>Decoders of the same classes for another thread.</summary>
    /// <param name="more">Classes that are described elsewhere; those of the file go before them.</param>
    internal DecoderFactory Again(IEnumerable<StreamerInfo>? more = null) =>
        new(more is null ? Catalog : new StreamerCatalog(Catalog.All.Concat(more)), _path, _streamers);

    internal ObjectReader Objects { get; }

    internal RootFormatException Fault(string expected, string found) => new(_path, 0, expected, found);

    /// <summary>A member.</summary>
    internal Decoder ForElement(StreamerElement element)
    {
        int type = element.Type;
        if (type is > ElementType.Pointer and < ElementType.Pointer + ElementType.Array
            && BasicTypes.Of(type - ElementType.Pointer, element.Title) is Decoder pointed)
        {
            return new CountedDecoder(pointed, objects: false, element.CountName);
        }

        if (type == ElementType.StreamLoop)
        {
            return new CountedDecoder(ForLoop(element), objects: true, element.CountName);
        }

        if (element.ArrayLength > 0 && type is > ElementType.Array and not ElementType.Stl)
        {
            Decoder? item = One(element with { Type = type - ElementType.Array, ArrayLength = 0 });
            return item is null ? new UnsupportedDecoder(element.TypeName) : FixedArrayDecoder.Of(item, Extents(element));
        }

        return One(element) ?? new UnsupportedDecoder(element.TypeName);
    }

    /// <summary>A type by its C++ name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="member">It is a member, not an item of a collection: texts and collections have headers.</param>
    internal Decoder ForType(CppType type, bool member)
    {
        if (type.Pointer)
        {
            return type.Name == "char" ? new CharStarDecoder()
                : BasicTypes.Of(type.Name) is null ? new PointerDecoder(type.ToString(), Objects) : new UnsupportedDecoder(type.ToString());
        }

        return (type.Arguments.Count == 0 ? BasicTypes.Of(type.Name) : null)
            ?? _collections.Of(type, member)
            ?? ForClass(type.ToString());
    }

    /// <summary>A class; a collection of ROOT where it is one.</summary>
    internal Decoder ForClass(string name)
    {
        if (ForSpecialClass(name) is Decoder special)
        {
            return special;
        }

        if (_streamers.Find(name) is ClassStreamer streamer)
        {
            return new CustomClassDecoder(streamer);
        }

        if (_classes.TryGetValue(name, out Decoder? known))
        {
            return known;
        }

        if (Catalog.Find(name, -1) is not StreamerInfo info)
        {
            return new UnsupportedDecoder(name);
        }

        if (!_underWay.Add(name))
        {
            return new InlineObjectDecoder(name, Objects);
        }

        try
        {
            ClassDecoder decoder = new(info, this);
            _classes[name] = decoder;
            return decoder;
        }
        finally
        {
            _underWay.Remove(name);
        }
    }

    /// <summary>A class that streams itself in its own way; null where the file's description holds.</summary>
    internal Decoder? ForSpecialClass(string name) => name switch
    {
        "TObject" => new TObjectDecoder(),
        "TString" => new TextDecoder("TString", header: false),
        "TArrayC" => new TArrayDecoder(BasicTypes.Of("char")!),
        "TArrayS" => new TArrayDecoder(BasicTypes.Of("short")!),
        "TArrayI" => new TArrayDecoder(BasicTypes.Of("int")!),
        "TArrayL" or "TArrayL64" => new TArrayDecoder(BasicTypes.Of("long")!),
        "TArrayF" => new TArrayDecoder(BasicTypes.Of("float")!),
        "TArrayD" => new TArrayDecoder(BasicTypes.Of("double")!),
        "TDatime" => BasicTypes.Of("unsigned int"),
        "TRef" => new TRefDecoder(),
        _ => CollectionReader.Reads(name) ? new InlineObjectDecoder(name, Objects) : null,
    };

    private Decoder? One(StreamerElement element) => element.Type switch
    {
        ElementType.CharStar => new CharStarDecoder(),
        < ElementType.Array => BasicTypes.Of(element.Type, element.Title),
        ElementType.ObjectPointer or ElementType.AnyPointer or ElementType.AnyPointerNoTable => new PointerDecoder(element.TypeName, Objects),
        ElementType.Object or ElementType.Any or ElementType.ObjectPointerNeverNull or ElementType.AnyPointerNeverNull
            or ElementType.TObject or ElementType.TNamed => ForClass(CppType.Parse(element.TypeName).ToString().TrimEnd('*')),
        ElementType.TString => new TextDecoder("TString", header: false),
        ElementType.StlString => new TextDecoder("std::string", header: true),
        ElementType.Stl or ElementType.StlPointer or ElementType.Streamer when element.Kind is "TStreamerSTL" or "TStreamerSTLstring" =>
            ForType(CppType.Parse(element.TypeName) with { Pointer = false }, member: true),
        _ => null,
    };

    private Decoder ForLoop(StreamerElement element)
    {
        CppType type = CppType.Parse(element.TypeName);
        return element.TypeName.Count(letter => letter == '*') > 1
            ? new PointerDecoder(type.ToString(), Objects)
            : ForClass((type with { Pointer = false }).ToString());
    }

    private static int[] Extents(StreamerElement element)
    {
        long product = element.Extents.Aggregate(1L, (length, extent) => length * Math.Max(0, extent));
        return element.Extents.Length > 0 && product == element.ArrayLength ? element.Extents : [element.ArrayLength];
    }
}
