namespace Fathom.Root.Streamers.Custom;

/// <summary>
/// Reads objects of a class that streams itself in its own way, which the description in the file does not tell. Given to
/// <see cref="RootReadOptions.Streamers"/>, it takes the place of what the file says of the class wherever objects of it
/// stand: as branches, members, items of collections and behind pointers.
/// </summary>
/// <remarks>
/// A base class is read by its streamer only where the file does not describe it: ROOT streams the bases of objects that
/// are streamed member by member as described. One streamer may serve several readers at a time: it keeps no state.
/// </remarks>
public abstract class ClassStreamer
{
    /// <summary>A class and what its objects hold.</summary>
    /// <param name="className">The C++ class, with its namespaces; blanks and <c>std::</c> do not count.</param>
    /// <param name="members">Its members, in the order in which columns list them.</param>
    protected ClassStreamer(string className, IReadOnlyList<StreamedMember> members)
    {
        ArgumentException.ThrowIfNullOrEmpty(className);
        ArgumentNullException.ThrowIfNull(members);
        ClassName = className;
        Members = members;
    }

    /// <summary>The C++ class.</summary>
    public string ClassName { get; }

    /// <summary>Its members.</summary>
    public IReadOnlyList<StreamedMember> Members { get; }

    /// <summary>Bytes of every object; 0 where objects differ in length. Default: 0.</summary>
    public virtual int FixedBytes => 0;

    /// <summary>Reads one object: takes all its bytes and sets every member once.</summary>
    /// <param name="source">The bytes of the object, and where its members go.</param>
    /// <exception cref="RootFormatException">The bytes are not an object of the class (<see cref="StreamedObject.Fault"/>).</exception>
    public abstract void Read(StreamedObject source);
}
