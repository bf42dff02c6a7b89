using System.Buffers.Binary;
using Fathom.Root.Container;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>
/// The same file with its objects and streamer infos stored as they are, so that a changed byte reaches their parsers and
/// not only the decompressor: each is appended, and what refers to it is changed.
/// </summary>
internal static class PlainFile
{
    private const int EndAt = 12;
    private const int InfoAt = 37;
    private const int SeekAt = 18;

    internal static byte[] Of(byte[] file)
    {
        using FileSource source = new(new MemoryStream(file), "plain.root");
        ContainerReader container = new(source);
        if (container.Header.Big)
        {
            return file;
        }

        List<byte> plain = [.. file];
        foreach (KeyRecord key in container.Keys.Where(key => !key.Big && key.StoredLength != key.ObjectLength))
        {
            long position = plain.Count;
            Append(plain, file, key, container.ReadObject(key));
            Redirect(plain, file, key, position);
        }

        byte[] result = [.. plain];
        if (container.InfoKey() is { Big: false } infos && infos.StoredLength != infos.ObjectLength)
        {
            int position = plain.Count;
            Append(plain, file, infos, container.ReadObject(infos));
            result = [.. plain];
            BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(InfoAt), position);
            BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(InfoAt + 4), result.Length - position);
        }

        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(EndAt), result.Length);
        return result;
    }

    private static void Append(List<byte> plain, byte[] file, KeyRecord key, byte[] content)
    {
        int position = plain.Count;
        byte[] head = file[(int)key.Position..(int)key.ObjectPosition];
        Describe(head, head.Length + content.Length, position);
        plain.AddRange(head);
        plain.AddRange(content);
    }

    /// <summary>The entry of the list of keys is the same as the key: all copies of it are changed.</summary>
    private static void Redirect(List<byte> plain, byte[] file, KeyRecord key, long position)
    {
        byte[] head = file[(int)key.Position..(int)key.ObjectPosition];
        for (int at = file.AsSpan().IndexOf(head); at >= 0;)
        {
            if (at != key.Position)
            {
                byte[] entry = [.. head];
                Describe(entry, key.KeyLength + key.ObjectLength, (int)position);
                for (int i = 0; i < entry.Length; i++)
                {
                    plain[at + i] = entry[i];
                }
            }

            int next = file.AsSpan(at + 1).IndexOf(head);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static void Describe(Span<byte> key, int total, int position)
    {
        BinaryPrimitives.WriteInt32BigEndian(key, total);
        BinaryPrimitives.WriteInt32BigEndian(key[SeekAt..], position);
    }
}
