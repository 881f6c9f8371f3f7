// The tests run bash, sshd and Unix file modes.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
