using System.Text;
using Fathom.Root.Compression;

namespace Fathom.Root.Container;

/// <summary>Lays keys one after the other into a file and closes it with its folder (io/doc/TFile/tfile.md).</summary>
/// <param name="stream">An empty file that can be written and positioned.</param>
/// <param name="name">Name of the file as it stands within it.</param>
/// <param name="title">Title of the file.</param>
/// <param name="date">Date of every record.</param>
/// <param name="compressor">For the list of streamer infos.</param>
/// <param name="bigFrom">Positions from here on need eight bytes; ROOT's kStartBigFile unless a test lowers it.</param>
internal sealed class ContainerWriter(
    Stream stream, string name, string title, DateTime date, BlockCompressor compressor, long bigFrom = ContainerWriter.StartBigFile)
{
    internal const long StartBigFile = 2_000_000_000;
    internal const long MaximumKeyLength = 1L << 30;

    private readonly List<KeyRecord> _objects = [];
    private readonly uint _date = RootDate.Pack(date);
    private bool _failed;

    internal long Position { get; private set; }

    private KeyRecord FileKey => new()
    {
        ClassName = "TFile",
        Name = name,
        Title = title,
        ObjectLength = BigEndianWriter.TextLength(name) + BigEndianWriter.TextLength(title) + DirectoryRecord.Length,
        StoredLength = BigEndianWriter.TextLength(name) + BigEndianWriter.TextLength(title) + DirectoryRecord.Length,
        Date = _date,
        Position = FileHeader.Begin,
        Big = false,
    };

    private int NameLength => FileKey.KeyLength + BigEndianWriter.TextLength(name) + BigEndianWriter.TextLength(title);

    /// <summary>Leaves room for what <see cref="Finish"/> fills in.</summary>
    internal void Begin() => Write(new byte[FileHeader.Begin + FileKey.TotalLength]);

    /// <summary>Writes the key of an RBlob; its bytes follow by <see cref="Write"/>.</summary>
    /// <returns>Position of the first byte of the blob.</returns>
    internal long BeginBlob(int length)
    {
        KeyRecord key = Key("RBlob", "", "", length, length, big: true);
        WriteKey(key);
        return key.ObjectPosition;
    }

    /// <summary>Appends bytes of the blob begun last.</summary>
    /// <exception cref="IOException">The file cannot take them, or could not before: it will never be complete.</exception>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (_failed)
        {
            throw new IOException($"{name} cannot be completed: an earlier write failed");
        }

        _failed = true;
        stream.Write(bytes);
        _failed = false;
        Position += bytes.Length;
    }

    /// <summary>Writes an object that the folder lists.</summary>
    internal void WriteObject(string className, string objectName, string objectTitle, ReadOnlySpan<byte> bytes)
    {
        KeyRecord key = Key(className, objectName, objectTitle, bytes.Length, bytes.Length, Position >= bigFrom);
        WriteKey(key);
        Write(bytes);
        _objects.Add(key);
    }

    /// <summary>Writes folder, streamer infos, free segments, and the header over the room left at the begin.</summary>
    internal void Finish(ContentIdentity identity)
    {
        identity.Add(Encoding.UTF8.GetBytes(name));
        identity.Add(_date);
        byte[] uuid = identity.Uuid();
        KeyRecord keys = WriteKeysList();
        KeyRecord info = WriteStreamerInfo();
        long end = WriteFreeSegments(out KeyRecord free);
        BigEndianWriter head = new();
        new FileHeader
        {
            End = end,
            FreePosition = free.Position,
            FreeLength = free.TotalLength,
            NameLength = NameLength,
            Compression = (int)compressor.Settings,
            InfoPosition = info.Position,
            InfoLength = info.TotalLength,
            Big = end >= bigFrom,
            Uuid = uuid,
        }.Write(head);
        head.Raw(new byte[FileHeader.Begin - head.Length]);
        FileKey.Write(head);
        head.Text(name).Text(title);
        new DirectoryRecord
        {
            Date = _date,
            KeysLength = keys.TotalLength,
            NameLength = NameLength,
            KeysPosition = keys.Position,
            Big = keys.Position >= bigFrom,
            Uuid = uuid,
        }.Write(head);
        stream.Position = 0;
        stream.Write(head.Written);
    }

    private KeyRecord WriteKeysList()
    {
        BigEndianWriter list = new();
        list.I32(_objects.Count);
        foreach (KeyRecord key in _objects)
        {
            key.Write(list);
        }

        return WriteRecord("", name, title, list.Written, list.Length);
    }

    private KeyRecord WriteStreamerInfo()
    {
        KeyRecord probe = Key(StreamerInfoRecord.ClassName, StreamerInfoRecord.Name, StreamerInfoRecord.Title, 0, 0, Position >= bigFrom);
        byte[] infos = StreamerInfoRecord.Write(probe.KeyLength);
        return WriteRecord(probe.ClassName, probe.Name, probe.Title, compressor.Pack(infos), infos.Length);
    }

    /// <summary>One free segment, from the end of the file on, as ROOT leaves it.</summary>
    private long WriteFreeSegments(out KeyRecord key)
    {
        bool big = Position >= bigFrom;
        int length = big ? 18 : 10;
        long end = Position + Key("", name, title, length, length, big).TotalLength;
        BigEndianWriter segment = new();
        segment.U16(big ? 1001 : 1).Seek(end, big).Seek(big ? end + 1_000_000_000 : StartBigFile, big);
        key = WriteRecord("", name, title, segment.Written, segment.Length);
        return end;
    }

    private KeyRecord WriteRecord(string className, string keyName, string keyTitle, ReadOnlySpan<byte> stored, int length)
    {
        KeyRecord key = Key(className, keyName, keyTitle, length, stored.Length, Position >= bigFrom);
        WriteKey(key);
        Write(stored);
        return key;
    }

    private KeyRecord Key(string className, string keyName, string keyTitle, int length, int stored, bool big) => new()
    {
        ClassName = className,
        Name = keyName,
        Title = keyTitle,
        ObjectLength = length,
        StoredLength = stored,
        Date = _date,
        Position = Position,
        Folder = FileHeader.Begin,
        Big = big,
    };

    private void WriteKey(KeyRecord key)
    {
        BigEndianWriter writer = new();
        key.Write(writer);
        Write(writer.Written);
    }
}
