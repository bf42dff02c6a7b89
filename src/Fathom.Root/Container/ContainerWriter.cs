using Fathom.Root.Compression;

namespace Fathom.Root.Container;

/// <summary>Lays keys one after the other into a file and closes it with its folder (io/doc/TFile/tfile.md).</summary>
/// <param name="tail">The end of an empty file.</param>
/// <param name="name">Name of the file as it stands within it.</param>
/// <param name="title">Title of the file.</param>
/// <param name="date">Date of every record.</param>
/// <param name="compressor">For the list of streamer infos.</param>
/// <param name="bigFrom">Positions from here on need eight bytes; ROOT's kStartBigFile unless a test lowers it.</param>
internal sealed class ContainerWriter(
    FileTail tail, string name, string title, DateTime date, BlockCompressor compressor, long bigFrom = ContainerWriter.StartBigFile)
{
    internal const long StartBigFile = 2_000_000_000;
    internal const long MaximumKeyLength = 1L << 30;

    private const string FolderClass = "TDirectoryFile";

    private readonly WrittenFolder _top = new(name, FileHeader.Begin, parent: 0, record: 0);
    private readonly List<FileRange> _outdated = [];
    private readonly List<FileRange> _gaps = [];
    private FileRange _infos;
    private FileRange _free;
    private byte[] _infoBytes = [];
    private readonly uint _date = RootDate.Pack(date);

    internal long Position => tail.Position;

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

    /// <summary>Leaves room for what <see cref="Commit"/> fills in.</summary>
    internal void Begin() => Write(new byte[FileHeader.Begin + FileKey.TotalLength]);

    /// <summary>Writes the key of an RBlob; its bytes follow by <see cref="Write(ReadOnlySpan{byte})"/>.</summary>
    /// <returns>Position of the first byte of the blob.</returns>
    internal long BeginBlob(int length)
    {
        KeyRecord key = Key("RBlob", "", "", length, length, big: true);
        WriteKey(key);
        return key.ObjectPosition;
    }

    /// <summary>Appends bytes of the blob begun last.</summary>
    /// <exception cref="IOException">The file cannot take them, or could not before: it will never be complete.</exception>
    internal void Write(ReadOnlySpan<byte> bytes) => tail.Append(bytes);

    /// <summary>As <see cref="Write(ReadOnlySpan{byte})"/>, from an array of the pool, which is taken over.</summary>
    internal void Write(byte[] rented, int length) => tail.Append(rented, length);

    /// <summary>Length of the key that <see cref="WriteObject"/> will write: references within the object count from its begin.</summary>
    internal int KeyLength(string className, string objectName, string objectTitle) =>
        Key(className, objectName, objectTitle, 0, 0, Position >= bigFrom).KeyLength;

    /// <summary>A folder by its path; it and those above it are made where they are not there.</summary>
    internal WrittenFolder MakeFolder(string path)
    {
        WrittenFolder folder = _top;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!folder.Folders.TryGetValue(part, out WrittenFolder? below))
            {
                KeyRecord key = Key(FolderClass, part, part, DirectoryRecord.Length, DirectoryRecord.Length, Position >= bigFrom)
                    with
                { Folder = folder.Position };
                below = new WrittenFolder(part, key.Position, folder.Position, key.ObjectPosition);
                BigEndianWriter record = new();
                Directory(below, new byte[16]).Write(record);
                WriteKey(key);
                Write(record.Written);
                folder.Put(key);
                folder.Folders.Add(part, below);
            }

            folder = below;
        }

        return folder;
    }

    /// <summary>Writes an object that a folder lists, in place of one of the same name and class.</summary>
    /// <param name="folder">Path of the folder, which <see cref="MakeFolder"/> made; empty for the top.</param>
    /// <param name="className">Its class.</param>
    /// <param name="objectName">Its name.</param>
    /// <param name="objectTitle">Its title.</param>
    /// <param name="stored">Its bytes as stored.</param>
    /// <param name="length">Their length once unpacked.</param>
    internal void WriteObject(string folder, string className, string objectName, string objectTitle, ReadOnlySpan<byte> stored, int length)
    {
        WrittenFolder above = MakeFolder(folder);
        KeyRecord key = Key(className, objectName, objectTitle, length, stored.Length, Position >= bigFrom) with { Folder = above.Position };
        WriteKey(key);
        Write(stored);
        if (above.Put(key) is KeyRecord replaced)
        {
            Outdate(new FileRange(replaced.Position, replaced.TotalLength));
        }
    }

    /// <summary>A record that no longer counts once <see cref="Commit"/> has been called.</summary>
    internal void Outdate(FileRange range)
    {
        if (range.Length > 0)
        {
            _outdated.Add(range);
        }
    }

    /// <summary>Refuses to go on after a write that failed.</summary>
    /// <exception cref="IOException">One did.</exception>
    internal void CheckWhole() => tail.CheckWhole();

    /// <summary>
    /// Makes all objects so far readable: writes folder, streamer infos and free segments, then the header over the room
    /// left at the begin. What it replaces stays until the header is written: whenever the writer is killed, the file is
    /// as it was at the last commit.
    /// </summary>
    /// <param name="uuid">Identity of the content.</param>
    /// <param name="infos">Writes the list of streamer infos, from the length of its key.</param>
    internal void Commit(byte[] uuid, Func<int, byte[]> infos)
    {
        WriteInfos(infos);
        List<WrittenFolder> changed = [.. _top.All().Where(folder => folder.Changed || folder == _top)];
        foreach (WrittenFolder folder in changed)
        {
            Outdate(folder.Keys);
            folder.Keys = WriteKeysList(folder);
            folder.Changed = false;
        }

        Outdate(_free);
        _free = WriteFreeSegments(out long end);
        tail.Settle();

        // Without the header that follows, they list what the last commit had, and more.
        foreach (WrittenFolder folder in changed.Where(folder => folder != _top))
        {
            BigEndianWriter record = new();
            Directory(folder, uuid).Write(record);
            tail.Overwrite(folder.Record, record.Written);
        }

        WriteHead(end, uuid);
        tail.Settle();
        MarkGaps();
    }

    private void WriteHead(long end, byte[] uuid)
    {
        BigEndianWriter head = new();
        new FileHeader
        {
            End = end,
            FreePosition = _free.Position,
            FreeLength = (int)_free.Length,
            FreeCount = _gaps.Count + _outdated.Count + 1,
            NameLength = NameLength,
            Compression = (int)compressor.Settings,
            InfoPosition = _infos.Position,
            InfoLength = (int)_infos.Length,
            Big = end >= bigFrom,
            Uuid = uuid,
        }.Write(head);
        head.Raw(new byte[FileHeader.Begin - head.Length]);
        FileKey.Write(head);
        head.Text(name).Text(title);
        Directory(_top, uuid).Write(head);
        tail.Overwrite(0, head.Written);
    }

    private DirectoryRecord Directory(WrittenFolder folder, byte[] uuid) => new()
    {
        Date = _date,
        KeysLength = (int)folder.Keys.Length,
        NameLength = folder == _top ? NameLength : folder.NameLength,
        KeysPosition = folder.Keys.Position,
        Position = folder.Position,
        Parent = folder.Parent,
        Big = Math.Max(folder.Keys.Position, folder.Position) >= bigFrom,
        Uuid = uuid,
    };

    /// <summary>What was replaced becomes a gap: its length with a minus (io/doc/TFile/gap.md).</summary>
    private void MarkGaps()
    {
        foreach (FileRange range in _outdated)
        {
            tail.Overwrite(range.Position, new BigEndianWriter().I32(checked(-(int)range.Length)).Written);
        }

        _gaps.AddRange(_outdated);
        _outdated.Clear();
    }

    private FileRange WriteKeysList(WrittenFolder folder)
    {
        BigEndianWriter list = new();
        list.I32(folder.Objects.Count);
        foreach (KeyRecord key in folder.Objects)
        {
            key.Write(list);
        }

        return WriteRecord("", folder.Name, folder == _top ? title : folder.Name, list.Written, list.Length);
    }

    private void WriteInfos(Func<int, byte[]> infos)
    {
        byte[] bytes = infos(KeyLength(StreamerInfoRecord.ClassName, StreamerInfoRecord.Name, StreamerInfoRecord.Title));
        if (!bytes.AsSpan().SequenceEqual(_infoBytes))
        {
            Outdate(_infos);
            _infos = WriteRecord(
                StreamerInfoRecord.ClassName, StreamerInfoRecord.Name, StreamerInfoRecord.Title, compressor.Pack(bytes), bytes.Length);
            _infoBytes = bytes;
        }
    }

    /// <summary>The gaps, and one segment from the end of the file on, as ROOT leaves it.</summary>
    private FileRange WriteFreeSegments(out long end)
    {
        bool big = Position >= bigFrom;
        int length = (_gaps.Count + _outdated.Count + 1) * (big ? 18 : 10);
        end = Position + Key("", name, title, length, length, big).TotalLength;
        BigEndianWriter segments = new();
        foreach (FileRange gap in _gaps.Concat(_outdated).OrderBy(gap => gap.Position))
        {
            segments.U16(big ? 1001 : 1).Seek(gap.Position, big).Seek(gap.Position + gap.Length - 1, big);
        }

        segments.U16(big ? 1001 : 1).Seek(end, big).Seek(big ? end + 1_000_000_000 : StartBigFile, big);
        return WriteRecord("", name, title, segments.Written, segments.Length);
    }

    private FileRange WriteRecord(string className, string keyName, string keyTitle, ReadOnlySpan<byte> stored, int length)
    {
        KeyRecord key = Key(className, keyName, keyTitle, length, stored.Length, Position >= bigFrom);
        WriteKey(key);
        Write(stored);
        return new FileRange(key.Position, key.TotalLength);
    }

    /// <summary>A key at the end of the file.</summary>
    internal KeyRecord Key(string className, string keyName, string keyTitle, int length, int stored, bool big) => new()
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
